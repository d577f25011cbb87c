import { Alert, Button, Result, Typography } from 'antd'
import { Link, useNavigate } from 'react-router'
import { PageHead } from '../../parts/PageHead'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import type { components } from '../../api/schema'

const useSay = speech({
  title: ['已登记 {{number}}', '已登記 {{number}}', '{{number}} is registered'],
  code: ['查询码', '查詢碼', 'Follow-up code'],
  once: ['请现在交给投诉人：此码只显示这一次，系统不保存。凭此码可查询进展。', '請現在交給投訴人：此碼只顯示這一次，系統不儲存。憑此碼可查詢進展。', 'Give it to the complainant now: it is shown only this once and kept nowhere. With it one can ask how the case stands.'],
  copy: ['复制查询码', '複製查詢碼', 'Copy the code'],
  copied: ['已复制', '已複製', 'Copied'],
  same: ['也许与以下投诉是同一件事', '也許與以下投訴是同一件事', 'Maybe the same issue as'],
  sameWay: ['若是同一件事，可在案件页面并入较早的一件。', '若是同一件事，可在案件頁面併入較早的一件。', 'If it is, merge it into the earlier one on its page.'],
  open: ['打开案件', '開啟案件', 'Open the case'],
  next: ['再登记一件', '再登記一件', 'Register another'],
  form: ['投诉处理表', '投訴處理表', 'Complaint form'],
})

/** What an opening answers. */
export type Opened = components['schemas']['ComplaintDone']

/** IntakeDone tells the number of a complaint just registered, and what is only said now. */
export function IntakeDone({ of, onNext }: { of: Opened; onNext: () => void }) {
  const say = useSay()
  const { word } = useWords()
  const go = useNavigate()
  return (
    <div className="page intake">
      <PageHead title={say('title', { number: of.number })} />
      <Result status="success" title={of.number} subTitle={`${word('status', of.status)} · ${wall(of.opened_at)}`}
        extra={
          <div className="line" style={{ justifyContent: 'center' }}>
            <Button type="primary" autoFocus={!of.follow_up_code} onClick={() => void go(`/complaints/${of.id}`)}>{say('open')}</Button>
            <Button onClick={onNext}>{say('next')}</Button>
            <Button onClick={() => void go(`/complaints/${of.id}/form`)}>{say('form')}</Button>
          </div>
        }>
        {of.follow_up_code || of.duplicates?.length ? <Now of={of} /> : undefined}
      </Result>
    </div>
  )
}

/** What is said only now: the code of somebody unnamed, and what may be the same issue. */
function Now({ of }: { of: Opened }) {
  const say = useSay()
  const { word } = useWords()
  return (
    <>
      {of.follow_up_code && (
        <Alert type="warning" showIcon title={say('code')} style={{ marginBottom: 12 }}
          description={
            <>
              <Typography.Text code strong style={{ fontSize: 20 }} copyable={{ tooltips: [say('copy'), say('copied')] }}>{of.follow_up_code}</Typography.Text>
              <p style={{ margin: '8px 0 0' }}>{say('once')}</p>
            </>
          } />
      )}
      {(of.duplicates?.length ?? 0) > 0 && (
        <Alert type="info" showIcon title={say('same')}
          description={
            <>
              <ul style={{ margin: '4px 0', paddingInlineStart: 18 }}>
                {of.duplicates!.map((d) => <li key={d.id}><Link className="in-text" to={`/complaints/${d.id}`}>{d.number}</Link> {word('status', d.status)} · {wall(d.opened_at)}</li>)}
              </ul>
              {say('sameWay')}
            </>
          } />
      )}
    </>
  )
}
