import { Alert, App, Button, Form, Input } from 'antd'
import { api } from '../../api/client'
import { queries } from '../../api/query'
import { NewPassword } from '../../parts/signin/NewPassword'
import { useTry } from '../../parts/signin/useTry'
import { useRefusal } from '../../parts/signin/words'
import { isProblem } from '../../api/problem'
import { speech } from '../../words'
import { Part } from './Part'

const useSay = speech({
  title: ['更改密码', '更改密碼', 'Change my password'],
  about: ['更改后，其他登录都会结束。', '更改後，其他登入都會結束。', 'All other sessions end.'],
  old: ['现在的密码', '現在的密碼', 'The password of now'],
  wrong: ['现在的密码不对。请核对后重试；忘记了，请管理员发一份邀请。', '現在的密碼不對。請核對後重試；忘記了，請管理員發一份邀請。', 'That isn’t your password. Check it and try again, or have an administrator invite you if you have forgotten it.'],
  need: ['请填写现在的密码', '請填寫現在的密碼', 'Enter the password of now'],
  go: ['更改密码', '更改密碼', 'Change the password'],
  done: ['密码已更改', '密碼已更改', 'The password is changed'],
})

/** Password changes one's own; the old one is needed. */
export function Password() {
  const say = useSay()
  const { message } = App.useApp()
  const refusal = useRefusal()
  const [form] = Form.useForm<{ old: string; password: string }>()
  const { run, busy, error } = useTry()
  const wrong = isProblem(error) && error.code === 'sign_in_wrong'
  const submit = async (said: { old: string; password: string }) => {
    if (!await run(() => api.POST('/session/password/change', { body: { old: said.old, new: said.password } }))) return
    form.resetFields()
    void message.success(say('done'))
    void queries.invalidateQueries()
  }
  return (
    <Part title={say('title')} about={say('about')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(v: { old: string; password: string }) => void submit(v)}>
        {error ? <Alert type="error" role="alert" title={wrong ? say('wrong') : refusal(error)} style={{ marginBottom: 16 }} /> : null}
        <Form.Item name="old" label={say('old')} rules={[{ required: true, message: say('need') }]}>
          <Input.Password autoComplete="current-password" maxLength={128} />
        </Form.Item>
        <NewPassword />
        <Button type="primary" htmlType="submit" loading={busy}>{say('go')}</Button>
      </Form>
    </Part>
  )
}
