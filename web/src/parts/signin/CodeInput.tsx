import { Form, Input } from 'antd'
import { speech } from '../../words'

const useSay = speech({
  code: ['验证码', '驗證碼', 'Code'],
  help: ['验证器应用显示的六位数字；手机不在身边时，用一个恢复码。', '驗證器應用程式顯示的六位數字；手機不在身邊時，用一個復原碼。', 'The six digits that your app shows, or a recovery code when your phone isn’t at hand.'],
  need: ['请填写验证码', '請填寫驗證碼', 'Enter the code'],
})

/** CodeInput asks for a code of the second factor, or a recovery code. */
export function CodeInput({ name, help = true, optional }: { name: string; help?: boolean; optional?: boolean }) {
  const say = useSay()
  return (
    <Form.Item name={name} label={say('code')} extra={help ? say('help') : undefined} rules={optional ? [] : [{ required: true, whitespace: true, message: say('need') }]}>
      <Input autoFocus={!optional} autoComplete="one-time-code" maxLength={32} />
    </Form.Item>
  )
}
