import { useStaff } from '../../api/books'
import { speech } from '../../words'

const useSay = speech({
  without: ['尚无岗位的人员 {{id}}', '尚無崗位的人員 {{id}}', 'Somebody without a role {{id}}'],
})

/** Named is what somebody is called of whom administrators speak; whoever holds no role is in no list, and is told apart by the end of the id. */
export function Named({ id }: { id: string }) {
  const say = useSay()
  const { data } = useStaff()
  const found = data?.find((s) => s.id === id)
  return <>{found ? found.name : data ? say('without', { id: `…${id.slice(-4)}` }) : '…'}</>
}
