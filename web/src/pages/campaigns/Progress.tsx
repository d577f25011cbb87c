import type { Campaign } from '../../api/books'
import { wall } from '../../parts/time'
import { speech } from '../../words'
import { useWords } from '../../words/house'
import { endOf, leftOut } from './progress'

const useSay = speech({
  through: ['已处理 {{percent}} %', '已處理 {{percent}} %', '{{percent}} % through'],
  planned: ['应问候', '應問候', 'To be greeted'],
  open: ['未完成', '未完成', 'Still open'],
  made: ['已问候', '已問候', 'Greeted'],
  missed: ['已错过', '已錯過', 'Missed'],
  listing: ['仍在逐页列出客户，人数还会增加。', '仍在逐頁列出客戶，人數還會增加。', 'Customers are still gone through: there will be more.'],
  end: ['预计最迟 {{at}} 结束', '預計最遲 {{at}} 結束', 'Over by {{at}} at the latest'],
  left: ['未列入 {{n}} 位', '未列入 {{n}} 位', '{{n}} left out'],
  why: ['原因', '原因', 'Why'],
  customers: ['客户数', '客戶數', 'Customers'],
  nobody: ['没有客户被排除。', '沒有客戶被排除。', 'Nobody was left out.'],
})

/** Progress is how far a campaign is, when it will be over, and who isn't greeted and why. */
export function Progress({ of: c }: { of: Campaign }) {
  const say = useSay()
  const { word } = useWords()
  const end = endOf(c)
  const left = leftOut(c.left_out)
  const said = say('through', { percent: c.percent })
  return (
    <div className="stack">
      <label className="stack visit-card"><strong>{said}</strong><progress className="progress" max={100} value={c.percent}>{said}</progress></label>
      <div className="counts">{(['planned', 'open', 'made', 'missed'] as const).map((what) => <div key={what}><div className="muted">{say(what)}</div><div className="figure-value">{c[what]}</div></div>)}</div>
      {!c.listed && !c.ended && <p className="muted said">{say('listing')}</p>}
      {end && <p className="said">{say('end', { at: wall(end) })}</p>}
      <div>
        <h3 className="card-title">{left.all > 0 ? say('left', { n: left.all }) : say('nobody')}</h3>
        {left.all > 0 && (
          <table className="rows">
            <thead><tr><th scope="col">{say('why')}</th><th scope="col" className="count">{say('customers')}</th></tr></thead>
            <tbody>{left.reasons.map(({ reason, n }) => <tr key={reason}><td>{word('left_out', reason)}</td><td className="count">{n}</td></tr>)}</tbody>
          </table>
        )}
      </div>
    </div>
  )
}
