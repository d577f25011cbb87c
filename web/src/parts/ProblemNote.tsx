import { Alert, Button } from 'antd'
import { Link } from 'react-router'
import { isProblem, type Problem } from '../api/problem'
import { speech } from '../words'
import { useWords } from '../words/house'
import { Clause } from './Clause'

const useSay = speech({
  unreachable: ['连不上服务。请检查网络后重试；已填写的内容不会丢失。', '連不上服務。請檢查網路後重試；已填寫的內容不會遺失。', 'The service can’t be reached. Check the network and try again; nothing you typed is lost.'],
  unknown: ['服务没有说明原因。请稍后重试。', '服務沒有說明原因。請稍後重試。', 'The service gave no reason. Try again in a moment.'],
  changed: ['您打开之后，案件有了变化', '您開啟之後，案件有了變化', 'The case has changed since you opened it'],
  wrong: ['有些内容还不能提交', '有些內容還不能提交', 'Some of it can’t be sent yet'],
  signedOut: ['登录已失效，这一步没有完成。重新登录后请再做一次；您填写的内容还在。', '登入已失效，這一步沒有完成。重新登入後請再做一次；您填寫的內容還在。', 'You were signed out before this was done. Sign in and do it again; what you typed is still here.'],
  again: ['重试', '重試', 'Try again'],
  missing: ['不存在，或您无权查看', '不存在，或您無權檢視', 'Not there, or not yours to see'],
  missingWay: ['请核对地址，或向该单位的负责人了解。', '請核對位址，或向該單位的負責人了解。', 'Check the address, or ask whoever is in charge of that unit.'],
  since: ['在您打开之后，这里发生了：', '在您開啟之後，這裡發生了：', 'Since you opened this:'],
  sinceWay: ['请查看最新情况；您填写的内容还在，可再次提交。', '請檢視最新情況；您填寫的內容還在，可再次提交。', 'Look at the latest; what you typed is still here and can be sent again.'],
  planExists: ['此人在该单位已有这个月的计划', '此人在該單位已有這個月的計劃', 'This person has that month at the unit already'],
  plan: ['打开那份月计划', '開啟那份月計劃', 'Go on in that one'],
  request: ['请求编号', '請求編號', 'Request'],
})

const says: Record<string, 'signedOut' | 'missing' | 'changed' | 'wrong' | 'planExists' | undefined> = { 401: 'signedOut', 404: 'missing', 412: 'changed', request_invalid: 'wrong', plan_exists: 'planExists' }

/** ProblemNote says what was wrong and the way out, with the clause that refused; an error that isn't a problem is passed on. */
export function ProblemNote({ error, retry, busy }: { error: unknown; retry?: () => void; busy?: boolean }) {
  const say = useSay()
  if (!error) return null
  if (!isProblem(error)) throw error
  const { status, body } = error
  // Where the service's sentence speaks of its own fields, the desk says it in words.
  const own = status === 0 ? 'unreachable' : says[status === 422 || error.code === 'plan_exists' || (status === 401 && error.code !== 'unauthenticated') ? error.code : status]
  const title = own ? say(own) : (body.detail ?? say('unknown'))
  return (
    <Alert
      role="alert"
      type={status >= 500 || status === 0 ? 'error' : 'warning'}
      showIcon
      title={<>{title} <Clause id={body.clause} /></>}
      description={<Details problem={error} />}
      action={retry && <Button size="small" loading={busy} onClick={retry}>{say('again')}</Button>}
      style={{ marginBottom: 12 }}
    />
  )
}

function Details({ problem }: { problem: Problem }) {
  const say = useSay()
  const { word } = useWords()
  const { body, status } = problem
  return (
    <>
      {status === 404 && say('missingWay')}
      {problem.code === 'plan_exists' && body.params?.case && <Link className="in-text" to={`/visitplans/${body.params.case}`}>{say('plan')}</Link>}
      {body.errors?.map((e) => <div key={e.location + e.code}>{cell(e.location)}{e.message}</div>)}
      {status === 412 && body.since && (
        <>
          <div>{say('since')}</div>
          <ul style={{ margin: '4px 0' }}>{body.since.map((e) => <li key={e.seq}>{e.seq} · {word('event', e.type)}</li>)}</ul>
          <div>{say('sinceWay')}</div>
        </>
      )}
      {status >= 500 && body.request_id && <div className="muted">{say('request')} {body.request_id}</div>}
    </>
  )
}

/** A cell of a workbook is named; other places are said by the message. */
function cell(location: string): string {
  const name = /^body\.([A-Z]{1,3}\d+)$/.exec(location)?.[1]
  return name ? `${name} · ` : ''
}
