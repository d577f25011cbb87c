import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { api } from '../../api/client'
import { queries } from '../../api/query'
import { signIn } from '../../api/session'
import { CodeForm, Enrol } from '../../parts/signin/Enrol'
import { RecoveryCodes } from '../../parts/signin/RecoveryCodes'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { Part } from './Part'

const useSay = speech({
  title: ['第二因素', '第二因素', 'Second factor'],
  given: ['这次登录已用第二因素（{{at}}）。', '這次登入已用第二因素（{{at}}）。', 'Given in this session ({{at}}).'],
  missing: ['登录时除密码外再填写手机上的验证码，别人只知道密码就进不来。', '登入時除密碼外再填寫手機上的驗證碼，別人只知道密碼就進不來。', 'A code of your phone beside the password: whoever knows the password alone doesn’t get in.'],
  add: ['设置或使用第二因素', '設定或使用第二因素', 'Set up or give a second factor'],
  renew: ['更换恢复码', '更換復原碼', 'New recovery codes'],
  renewWhy: ['原有的恢复码随即作废。', '原有的復原碼隨即作廢。', 'Those of before end.'],
  remove: ['移除第二因素', '移除第二因素', 'Remove the second factor'],
  removeWhy: ['换手机时，请先移除，再重新设置。其他登录都会结束。', '換手機時，請先移除，再重新設定。其他登入都會結束。', 'With a new phone: remove it, then set it up again. All other sessions end.'],
})

/** Factor sets up a second factor, renews its recovery codes, and removes it. */
export function Factor({ given }: { given: string | undefined }) {
  const say = useSay()
  const [doing, begin] = useState<'add' | 'renew' | 'remove'>()
  // Also after a drawer that was closed halfway: the session may have a new value by then.
  const done = () => {
    begin(undefined)
    signIn.whole()
    void queries.invalidateQueries()
  }
  return (
    <Part title={say('title')} about={given ? say('given', { at: wall(given) }) : say('missing')}>
      <div className="line">
        {given
          ? <><Button onClick={() => begin('renew')}>{say('renew')}</Button><Button danger onClick={() => begin('remove')}>{say('remove')}</Button></>
          : <Button type="primary" onClick={() => begin('add')}>{say('add')}</Button>}
      </div>
      <Drawer open={doing !== undefined} onClose={done} title={doing && say(doing)} size={420} mask={{ closable: false }} destroyOnHidden>
        {doing === 'add' && <Enrol onDone={done} />}
        {doing === 'renew' && <Renew onDone={done} />}
        {doing === 'remove' && <><p>{say('removeWhy')}</p><CodeForm help danger label={say('remove')} send={async (code) => {
          await api.POST('/session/second-factor/remove', { body: { code } })
          done()
        }} /></>}
      </Drawer>
    </Part>
  )
}

function Renew({ onDone }: { onDone: () => void }) {
  const say = useSay()
  const [codes, setCodes] = useState<string[]>()
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />
  return (
    <>
      <p>{say('renewWhy')}</p>
      <CodeForm help label={say('renew')} send={async (code) => setCodes((await api.POST('/session/second-factor/recovery-codes', { body: { code } })).data!.recovery_codes)} />
    </>
  )
}
