import { Button, Result } from 'antd'
import { isRouteErrorResponse, Link, useRouteError } from 'react-router'
import { speech } from '../words'

const useSay = speech({
  nowhere: ['没有这个页面', '沒有這個頁面', 'There is no such page'],
  nowhereWhy: ['地址可能有误，或页面已改名。', '位址可能有誤，或頁面已改名。', 'The address may be mistyped, or the page has another name now.'],
  broken: ['页面出错了', '頁面出錯了', 'This page broke'],
  brokenWhy: ['请重新载入。若再次出错，请把当时的操作告诉管理员。', '請重新載入。若再次出錯，請把當時的操作告訴管理員。', 'Load it again. If it breaks again, tell your administrator what you were doing.'],
  home: ['回到我的工作', '回到我的工作', 'Back to my work'],
  again: ['重新载入', '重新載入', 'Load again'],
})

/** Nowhere is the page of an address that leads nowhere. */
export function Nowhere() {
  const say = useSay()
  return <Result status="404" title={say('nowhere')} subTitle={say('nowhereWhy')} extra={<Link to="/work">{say('home')}</Link>} />
}

/** Broken is shown instead of a page that failed to draw or to load. */
export function Broken() {
  const say = useSay()
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <Nowhere />
  return <Result status="error" title={say('broken')} subTitle={say('brokenWhy')} extra={<Button type="primary" onClick={() => window.location.reload()}>{say('again')}</Button>} />
}
