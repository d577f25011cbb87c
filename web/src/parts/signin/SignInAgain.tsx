import { Modal } from 'antd'
import { useEffect } from 'react'
import { api } from '../../api/client'
import { queries } from '../../api/query'
import { signIn } from '../../api/session'
import { speech } from '../../words'
import { SignInForm } from './SignIn'

const useSay = speech({
  expired: ['登录已失效', '登入已失效', 'You have been signed out'],
  kept: ['请重新登录。您正在填写的内容仍在此页面上。', '請重新登入。您正在填寫的內容仍在此頁面上。', 'Please sign in again. What you were typing is still on the page.'],
})

/** resume reads everything again, for the same person. For another, nothing of what stood on the page may stay. */
async function resume(of: string | undefined) {
  const me = await api.GET('/staff/me').then(({ data }) => data?.id, () => undefined)
  if (of && me && me !== of) window.location.assign('/')
  else void queries.invalidateQueries()
}

/** SignInAgain covers the page of somebody whose session has ended, and keeps what stands on it. */
export function SignInAgain({ open, of }: { open: boolean; of: string | undefined }) {
  const say = useSay()
  useEffect(() => {
    if (!open) return
    // Whoever signs in again in another tab comes back to this one.
    const look = () => void signIn.back().then((known) => (known ? resume(of) : undefined))
    window.addEventListener('focus', look)
    return () => window.removeEventListener('focus', look)
  }, [open, of])
  return (
    <Modal open={open} title={say('expired')} footer={null} closable={false} keyboard={false} destroyOnHidden>
      <p>{say('kept')}</p>
      <SignInForm plain onDone={() => void resume(of)} />
    </Modal>
  )
}
