import { Listing } from '../../parts/Listing'
import { wall } from '../../parts/time'
import { useSay } from './words'

/** Heads are the signed ends of all chains. */
export function Heads() {
  const say = useSay()
  return (
    <>
      <p className="muted said">{say('headsAbout')}</p>
      <Listing
        path="/audit/heads" label={say('heads')} params={[]} place="heads" exported={false} empty={say('headsEmpty')} rowKey={(h) => String(h.n)} cards
        card={(h) => (
          <div className="stack">
            <div className="line"><strong>{say('n')} {h.n}</strong><span>{wall(h.at, true)}</span><span className="muted">{say('seq')} {h.audit_seq} · {say('count')} {h.events}</span></div>
            <dl className="audit-detail">
              <dt>{say('hash')}</dt><dd><code className="key">{h.hash}</code></dd>
              <dt>{say('signature')}</dt><dd><code className="key">{h.signature}</code></dd>
            </dl>
          </div>
        )}
        columns={[]}
      />
    </>
  )
}
