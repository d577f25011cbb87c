import { Form, Input } from 'antd'
import { speech } from '../../words'

const useSay = speech({
  password: ['新密码', '新密碼', 'New password'],
  help: ['12 至 128 个字符，任何字符均可，例如几个不相干的词。', '12 至 128 個字元，任何字元均可，例如幾個不相干的詞。', '12 to 128 characters, whichever you like: such as a few words that have nothing to do with each other.'],
  again: ['再次填写新密码', '再次填寫新密碼', 'The new password again'],
  need: ['请填写新密码', '請填寫新密碼', 'Enter a new password'],
  short: ['还不到 12 个字符', '還不到 12 個字元', 'Not 12 characters yet'],
  other: ['两次填写的不一样', '兩次填寫的不一樣', 'The two aren’t the same'],
})

/** NewPassword asks for a password twice, as `password`. */
export function NewPassword() {
  const say = useSay()
  return (
    <>
      <Form.Item name="password" label={say('password')} extra={say('help')} rules={[{ required: true, message: say('need') }, { min: 12, message: say('short') }]}>
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
      <Form.Item name="again" label={say('again')} dependencies={['password']} rules={[({ getFieldValue }) => ({
        validator: (_, text: string) => (text === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(say('other')))),
      })]}>
        <Input.Password autoComplete="new-password" maxLength={128} />
      </Form.Item>
    </>
  )
}
