import { Alert, Card } from 'antd'
import { useNavigate } from 'react-router'
import { ActionForm } from '../../actions/ActionForm'
import { openings } from '../../actions/forms'
import type { Campaign } from '../../api/books'
import { Opening, useOpening } from '../../parts/Opening'
import { houseZone } from '../../parts/time'
import { speech } from '../../words'

const useSay = speech({
  title: ['开始问候活动', '開始問候活動', 'Begin a campaign'],
  which: ['请先选择单位。', '請先選擇單位。', 'Choose a unit first.'],
  what: ['问候什么', '問候什麼', 'What for'],
  about: ['节日与生日按计划自动开始。在此开始的，立即逐页列出同意问候的客户，当天内完成。', '節日與生日按計劃自動開始。在此開始的，立即逐頁列出同意問候的客戶，當天內完成。', 'Festivals and birthdays begin by themselves. What is begun here goes through the customers at once, those who have agreed, and is over with the day.'],
  denied: ['您的岗位不能在此单位开始问候活动', '您的崗位不能在此單位開始問候活動', 'Your roles begin no campaigns here'],
  way: ['请换一个单位，或请该单位的负责人开始。', '請換一個單位，或請該單位的負責人開始。', 'Choose another unit, or ask whoever is in charge there.'],
})

/** A campaign that no schedule begins: at a point of a project, or when there are news. */
export function Page() {
  const say = useSay()
  const go = useNavigate()
  const opening = useOpening('campaign')
  const { unit, policy, asked } = opening
  return (
    <Opening of={opening} title={say('title')} denied={say('denied')} way={say('way')}>
      {!unit && asked && <Alert type="info" showIcon title={say('which')} />}
      {unit && policy?.allowed && (
        <Card size="small" title={<h2 className="card-title">{say('what')}</h2>}>
          <p className="muted">{say('about')}</p>
          <ActionForm<Campaign> key={unit} form={openings.campaign} action="open" label={say('title')} ids={{}} fixed={{ unit }}
            about={{ unit, kind: 'campaign', zone: houseZone, choices: policy.choices }} onDone={(c) => void go(`/campaigns/${c.id}`)} />
        </Card>
      )}
    </Opening>
  )
}
