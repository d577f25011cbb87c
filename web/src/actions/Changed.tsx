import { Alert, Button } from 'antd'
import type { Problem } from '../api/problem'
import { Since } from '../parts/Timeline'
import { speech } from '../words'
import { useWords } from '../words/house'
import type { About } from './FieldInput'

const useSay = speech({
  title: ['尚未提交：此案刚有变化', '尚未提交：此案剛有變化', 'Not sent yet: the case has just changed'],
  since: ['在您填写期间，这里发生了：', '在您填寫期間，這裡發生了：', 'While you were typing:'],
  way: ['您填写的内容仍在。看过以上变化后，可在最新版本上继续。', '您填寫的內容仍在。看過以上變化後，可在最新版本上繼續。', 'What you typed is still here. Once you have read this you can go on from the latest.'],
  accept: ['我已看过，在最新版本上继续', '我已看過，在最新版本上繼續', 'I have read it: go on from the latest'],
})

/** Changed tells who sends a form what others did to the case since it was opened; nothing is sent until that was read. */
export function Changed({ problem, seen, about, onAccept }: { problem: Problem; seen: number; about: About; onAccept: () => void }) {
  const say = useSay()
  const { word } = useWords()
  const missed = problem.body.since ?? []
  const fallback = <ul>{missed.map((e) => <li key={e.seq}>{word('event', e.type)}</li>)}</ul>
  return (
    <Alert role="alert" type="warning" showIcon title={say('title')} style={{ marginBottom: 12 }}
      description={
        <>
          <p style={{ margin: '4px 0 8px' }}>{say('since')}</p>
          {about.caseId ? <Since id={about.caseId} unit={about.unit} kind={about.kind ?? ''} after={seen} fallback={fallback} /> : fallback}
          <p style={{ margin: '4px 0 8px' }}>{say('way')}</p>
          <Button onClick={onAccept}>{say('accept')}</Button>
        </>
      } />
  )
}
