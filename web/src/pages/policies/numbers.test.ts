import { describe, expect, it } from 'vitest'
import { kinds } from '../../api/kinds'
import { bySection, place, valueOf, type PolicyNumber } from './numbers'

const number = (key: string, value = '1 day'): PolicyNumber => ({ clause: 'V13-2.9', key, value, source: 'policy' })

describe('place', () => {
  const placed = (key: string) => {
    const { section, of, part } = place(number(key))
    return [section, of, part]
  }

  it('puts a number where the first parts of its key say', () => {
    expect(placed('complaint.duties.report_result.within')).toEqual(['duties', 'report_result', 'within'])
    expect(placed('complaint.actions.decide.not_by')).toEqual(['actions', 'decide', 'not_by'])
    expect(placed('complaint.authority[0]')).toEqual(['authority', 'authority', '[0]'])
    expect(placed('complaint.announce[12].to')).toEqual(['announce', 'announce', '[12].to'])
    expect(placed('archive.files.new_car.fines.user_signature')).toEqual(['files', 'new_car', 'fines.user_signature'])
  })

  it('knows the numbers of every kind of case', () => {
    for (const kind of kinds) expect(placed(`${kind}.duties.answer.by`)).toEqual(['duties', 'answer', 'by'])
  })

  it('tells a duty from what happens on its clock', () => {
    expect(placed('complaint.duties.report.remind[0]')).toEqual(['marks', 'report', 'remind[0]'])
    expect(placed('complaint.duties.report.escalate[1].before')).toEqual(['marks', 'report', 'escalate[1].before'])
    expect(placed('complaint.duties.prewarn.breach.propose')).toEqual(['marks', 'prewarn', 'breach.propose'])
  })

  it('keeps what a violation costs with its violation, and the rest of fines together', () => {
    expect(placed('archive.fines.violations.late_sales.amount')).toEqual(['fines', 'late_sales', 'amount'])
    expect(placed('archive.fines.double.service.pay_cut.least')).toEqual(['fines', 'fines', 'double.service.pay_cut.least'])
    expect(placed('complaint.entries.confirm.by')).toEqual(['fines', 'entries', 'confirm.by'])
  })

  it('calls a setting what it knows nothing else of', () => {
    expect(placed('complaint.merge_window')).toEqual(['settings', '', 'merge_window'])
    expect(placed('credit.terms.A.days')).toEqual(['settings', '', 'terms.A.days'])
    expect(placed('counting.move_last_day')).toEqual(['settings', '', 'counting.move_last_day'])
  })
})

describe('bySection', () => {
  it('loses no number, and leaves out what is empty', () => {
    const numbers = ['complaint.backdate', 'complaint.duties.tell.by', 'complaint.duties.tell.breach.to', 'something.new[3].of.it'].map((k) => number(k))
    const sections = bySection(numbers)
    expect(sections.map(([s]) => s)).toEqual(['duties', 'marks', 'settings'])
    expect(sections.flatMap(([, rows]) => rows)).toHaveLength(numbers.length)
  })
})

describe('valueOf', () => {
  it('reads lengths, limits, who is told, lists and yes or no', () => {
    expect(valueOf('3 working days')).toEqual({ form: 'length', n: '3', unit: 'working day' })
    expect(valueOf('1 half month')).toEqual({ form: 'length', n: '1', unit: 'half month' })
    expect(valueOf('general_manager up to 1000.00 CNY')).toEqual({ form: 'limit', who: 'general_manager', amount: '1000.00 CNY' })
    expect(valueOf('general_manager without limit')).toEqual({ form: 'limit', who: 'general_manager', amount: undefined })
    expect(valueOf('archivist on sent')).toEqual({ form: 'told', who: 'archivist', event: 'sent', condition: undefined })
    expect(valueOf('legal on prewarned if major')).toMatchObject({ event: 'prewarned', condition: 'major' })
    expect(valueOf('name, phone, car_model')).toEqual({ form: 'words', words: ['name', 'phone', 'car_model'] })
    expect(valueOf('false')).toEqual({ form: 'no' })
  })

  it('leaves other values as they stand', () => {
    for (const text of ['50.00 CNY', '2nd', '10 %', '2', 'by the 5th of each month']) expect(valueOf(text)).toEqual({ form: 'plain' })
  })
})
