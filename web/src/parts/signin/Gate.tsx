import { Button, Card } from 'antd'
import { queries } from '../../api/query'
import { signIn } from '../../api/session'
import { speech } from '../../words'
import { Enrol } from './Enrol'

const useSay = speech({
  title: ['需要第二因素', '需要第二因素', 'A second factor is wanted'],
  why: ['您的岗位须使用第二因素。完成这一步之前，不能做别的事。', '您的崗位須使用第二因素。完成這一步之前，不能做別的事。', 'Your role wants a second factor. Nothing else can be done before.'],
  out: ['退出', '登出', 'Sign out'],
})

/** Gate stands in front of the desk while a second factor is wanted of whoever signed in. */
export function Gate() {
  const say = useSay()
  return (
    <main className="sign-in">
      <Card title={<h1 className="sign-in-title">{say('title')}</h1>} extra={<Button type="link" onClick={() => void signIn.out().then(() => queries.clear())}>{say('out')}</Button>}>
        <p>{say('why')}</p>
        <Enrol onDone={() => { signIn.whole(); void queries.resetQueries() }} />
      </Card>
    </main>
  )
}
