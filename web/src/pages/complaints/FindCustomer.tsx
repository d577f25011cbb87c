import { UserAddOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, Button, Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Customer } from '../../api/books'
import { api } from '../../api/client'
import { ProblemNote } from '../../parts/ProblemNote'
import { speech } from '../../words'
import { AddCustomer } from './AddCustomer'
import { guess, known, otherwise, search, type By } from './find'

const useSay = speech({
  box: ['电话、电话后四位、车牌、车架号或完整姓名', '電話、電話後四碼、車牌、車身號碼或完整姓名', 'Phone, its last four digits, plate, VIN or whole name'],
  find: ['查找', '查詢', 'Find'],
  short: ['请再多输入一些：电话后四位，或完整的姓名、车牌', '請再多輸入一些：電話後四碼，或完整的姓名、車牌', 'Type a little more: the last four digits, or a whole name or plate'],
  by: ['按{{what}}查找：', '按{{what}}查詢：', 'Looked for a {{what}}: '],
  found: ['找到 {{n}} 位', '找到 {{n}} 位', '{{n}} found'],
  many: ['找到的太多，只显示前 {{n}} 位。请用完整电话查找。', '找到的太多，只顯示前 {{n}} 位。請用完整電話查詢。', 'Too many: the first {{n}} are shown. Look for the whole phone number.'],
  nobody: ['没有找到', '沒有找到', 'nobody'],
  as: ['改按{{what}}查找', '改按{{what}}查詢', 'Look for a {{what}} instead'],
  phone: ['电话', '電話', 'phone number'],
  phone_last4: ['电话后四位', '電話後四碼', 'phone number’s last four digits'],
  plate: ['车牌', '車牌', 'plate'],
  vin: ['车架号', '車身號碼', 'VIN'],
  name: ['完整姓名', '完整姓名', 'whole name'],
  add: ['登记新客户', '登記新客戶', 'New customer'],
  forgotten: ['资料已销毁', '資料已銷毀', 'forgotten'],
  noCar: ['无车辆', '無車輛', 'no car'],
})

const atMost = 20
const nobody: Customer[] = []

interface Props {
  unit: string | undefined
  onChosen: (customer: Customer) => void
  /** Nobody is created: whoever isn't there has nothing here. */
  known?: boolean
}

/** FindCustomer finds a customer by what was typed into one box, or creates one who isn't there yet. */
export function FindCustomer({ unit, onChosen, known: only }: Props) {
  const say = useSay()
  const box = useRef<InputRef>(null)
  const [typed, type] = useState('')
  const [adding, add] = useState(false)
  const found = useMutation({
    mutationFn: async ({ by, text }: { by: By; text: string }) =>
      (await api.POST('/customers/search', { params: { query: { limit: atMost } }, body: search(by, text) })).data!,
    onSuccess: ({ items }) => add(!only && items.length === 0),
  })
  const by = guess(typed)
  const find = (as: By | undefined) => as && found.mutate({ by: as, text: typed })
  const asked = found.data && found.variables
  return (
    <div className="stack">
      <Input.Search
        ref={box} autoFocus value={typed} aria-label={say('box')} placeholder={say('box')} enterButton={say('find')} size="large" loading={found.isPending}
        autoComplete="off" onChange={(e) => type(e.target.value)} onSearch={() => find(by)}
        status={typed && !by ? 'warning' : undefined}
      />
      {typed && !by && <div className="muted" role="status">{say('short')}</div>}
      <ProblemNote error={found.error} busy={found.isPending} retry={() => find(by)} />
      {asked && (
        <div role="status" className="line">
          <span>{say('by', { what: say(asked.by) })}{found.data.items.length > 0 ? say('found', { n: found.data.items.length }) : say('nobody')}</span>
          {found.data.items.length === 0 && otherwise(asked.by).map((as) => <Button key={as} size="small" onClick={() => find(as)}>{say('as', { what: say(as) })}</Button>)}
        </div>
      )}
      {found.data?.next && <Alert type="info" showIcon title={say('many', { n: atMost })} />}
      <Results of={found.data?.items ?? nobody} onChosen={onChosen} />
      {adding
        ? <AddCustomer key={found.submittedAt} unit={unit} start={asked ? known(asked.by, asked.text) : known(by, typed)} onDone={onChosen} onCancel={() => { add(false); box.current?.focus() }} />
        : !only && <div><Button type={asked ? 'default' : 'link'} icon={<UserAddOutlined aria-hidden />} onClick={() => add(true)}>{say('add')}</Button></div>}
    </div>
  )
}

/** The first one found takes the focus, so that Enter chooses it and the arrows go on. */
function Results({ of, onChosen }: { of: Customer[]; onChosen: (customer: Customer) => void }) {
  const say = useSay()
  const list = useRef<HTMLUListElement>(null)
  const buttons = () => [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])]
  useEffect(() => buttons()[0]?.focus(), [of])
  const arrow = (e: React.KeyboardEvent) => {
    const step = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : 0
    if (!step) return
    e.preventDefault()
    const all = buttons()
    all[all.indexOf(document.activeElement as HTMLButtonElement) + step]?.focus()
  }
  if (of.length === 0) return null
  return (
    <ul ref={list} className="plain card-list" onKeyDown={arrow}>
      {of.map((c) => (
        <li key={c.id}>
          <Button block disabled={c.forgotten} onClick={() => onChosen(c)} style={{ height: 'auto', padding: '8px 12px', textAlign: 'start', justifyContent: 'flex-start', whiteSpace: 'normal' }}>
            <span>
              <strong>{c.forgotten ? say('forgotten') : c.name}</strong> {c.phone}
              <span className="muted"> · {c.vehicles.map((v) => [v.model, v.plate].filter(Boolean).join(' ')).join(' / ') || say('noCar')}</span>
            </span>
          </Button>
        </li>
      ))}
    </ul>
  )
}
