import { Alert, Card } from 'antd'
import { useNavigate } from 'react-router'
import { ActionForm } from '../../actions/ActionForm'
import { openings } from '../../actions/forms'
import type { VisitPlan } from '../../api/books'
import { Opening, useOpening } from '../../parts/Opening'
import { houseZone, toWall } from '../../parts/time'
import { speech } from '../../words'
import { planned } from './states'

const useSay = speech({
  title: ['新建月计划', '新建月計劃', 'Open a month'],
  which: ['请先选择单位。', '請先選擇單位。', 'Choose a unit first.'],
  what: ['谁的哪一个月', '誰的哪一個月', 'Whose month, and which'],
  about: ['每人每月在一个单位只有一份。为他人新建的，限制度指定的负责人。', '每人每月在一個單位只有一份。為他人新建的，限制度指定的負責人。', 'A person has one for each month and unit. Whoever the policy names opens it for somebody else.'],
  denied: ['您的岗位不能在此单位新建月计划', '您的崗位不能在此單位新建月計劃', 'Your roles open no months here'],
  way: ['请换一个单位，或请您的主管新建。', '請換一個單位，或請您的主管新建。', 'Choose another unit, or ask your head.'],
})

/** A person's month is opened; its plan is written on its page. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const opening = useOpening('visitplan')
  const { unit, policy, asked } = opening
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('way')}>
      {!unit && asked && <Alert type="info" showIcon title={say('which')} />}
      {unit && policy?.allowed && (
        <Card size="small" title={<h2 className="card-title">{say('what')}</h2>}>
          <p className="muted">{say('about')}</p>
          <ActionForm<VisitPlan> key={unit} form={openings.visitplan} action="open" label={say('title')} ids={{}} fixed={{ unit }}
            start={{ month: policy.choices.purpose ? planned(toWall(Date.now(), houseZone)) : toWall(Date.now(), houseZone).slice(0, 7) }}
            about={{ unit, kind: 'visitplan', zone: houseZone, choices: policy.choices }} onDone={(p) => void go(`/visitplans/${p.id}`)} />
        </Card>
      )}
    </Opening>
  )
}
