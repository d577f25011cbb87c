import { isProblem } from '../../api/problem'
import { speech } from '../../words'
import { span } from '../time'

const useSay = speech({
  wrong: ['工号或密码不对。请核对后重试；忘记密码请向管理员索取邀请。', '工號或密碼不對。請核對後重試；忘記密碼請向管理員索取邀請。', 'The number and the password don’t belong together. Check both and try again, or ask an administrator for an invitation.'],
  code: ['验证码不对或已用过。请等下一个验证码，或用一个未用过的恢复码。', '驗證碼不對或已用過。請等下一個驗證碼，或用一個未用過的復原碼。', 'The code is wrong or was used before. Wait for the next one, or give a recovery code that is unused.'],
  slow: [
    '尝试次数过多，这一次没有核对。请在 {{wait}} 后再试；已设置第二因素的，填写正确的验证码可立即登录。',
    '嘗試次數過多，這一次沒有核對。請在 {{wait}} 後再試；已設定第二因素的，填寫正確的驗證碼可立即登入。',
    'Too many wrong guesses, so this one wasn’t looked at. Try again in {{wait}}; with a right code of a second factor you can sign in at once.',
  ],
  token: ['没有人使用这个令牌，或它已失效。请核对后重试，或请管理员重新发放。', '沒有人使用這個權杖，或它已失效。請核對後重試，或請管理員重新發放。', 'No such token, or it has ended. Check it and try again, or ask an administrator for a new one.'],
  away: ['暂时连不上服务，请稍后再试。', '暫時連不上服務，請稍後再試。', 'The service can’t be reached just now. Try again in a moment.'],
  d: ['天', '天', 'd'], h: ['小时', '小時', 'h'], m: ['分', '分', 'min'], s: ['秒', '秒', 's'],
})

/** useRefusal says why somebody wasn't let in, and the way out. */
export function useRefusal(): (error: unknown) => string | undefined {
  const say = useSay()
  return (error) => {
    if (!error) return undefined
    if (!isProblem(error)) throw error
    if (error.code === 'sign_in_wrong') return say('wrong')
    if (error.code === 'second_factor_wrong') return say('code')
    if (error.code === 'too_many_guesses') return say('slow', { wait: span((error.wait ?? 60) * 1000, { d: say('d'), h: say('h'), m: say('m'), s: say('s') }) })
    if (error.code === 'unauthenticated') return say('token')
    return error.body.detail ?? say('away')
  }
}
