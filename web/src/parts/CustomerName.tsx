import { useGet } from '../api/query'
import { speech } from '../words'

const useSay = speech({ hidden: ['您无权查看的客户', '您無權檢視的客戶', 'A customer not yours to see'] })

/** CustomerName is a customer whom a line is about, masked: where many stand one below the other, each is shown in full on a page of its own. */
export function CustomerName({ id }: { id: string }) {
  const say = useSay()
  const { data, error } = useGet('/customers/{id}', { path: { id } }, { staleTime: 60_000 })
  if (error) return <span className="muted">{say('hidden')}</span>
  return data?.id === id ? <span>{data.name} <span className="muted">{data.phone}</span></span> : <>…</>
}
