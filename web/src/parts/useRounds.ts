import { speech } from '../words'
import { cadence, period } from './rounds'

const useSay = speech({
  new_year: ['元旦', '元旦', 'New Year’s Day'],
  spring_festival: ['春节', '春節', 'Spring Festival'],
  qingming: ['清明节', '清明節', 'Qingming Festival'],
  labour_day: ['劳动节', '勞動節', 'Labour Day'],
  dragon_boat: ['端午节', '端午節', 'Dragon Boat Festival'],
  mid_autumn: ['中秋节', '中秋節', 'Mid-Autumn Festival'],
  national_day: ['国庆节', '國慶節', 'National Day'],
  laba: ['腊八节', '臘八節', 'Laba Festival'],
  lantern: ['元宵节', '元宵節', 'Lantern Festival'],
  womens_day: ['妇女节', '婦女節', 'Women’s Day'],
  childrens_day: ['儿童节', '兒童節', 'Children’s Day'],
  double_seventh: ['七夕', '七夕', 'Double Seventh Festival'],
  teachers_day: ['教师节', '教師節', 'Teachers’ Day'],
  double_ninth: ['重阳节', '重陽節', 'Double Ninth Festival'],
  winter_solstice: ['冬至', '冬至', 'Winter Solstice'],
  christmas: ['圣诞节', '聖誕節', 'Christmas'],
  day: ['每天', '每天', 'every day'],
  week: ['每周', '每週', 'every week'],
  month: ['每月', '每月', 'every month'],
  year: ['每年', '每年', 'every year'],
  endOfDay: ['每天', '每天', 'every day'],
  endOfWeek: ['每周末', '每週末', 'at the end of each week'],
  endOfMonth: ['每月最后一天', '每月最後一天', 'on the last day of each month'],
  endOfQuarter: ['每季度最后一天', '每季度最後一天', 'on the last day of each quarter'],
  endOfYear: ['每年最后一天', '每年最後一天', 'on the last day of each year'],
  many: ['每 {{n}} {{unit}}', '每 {{n}} {{unit}}', 'every {{n}} {{unit}}'],
  days: ['天', '天', 'days'],
  weeks: ['周', '週', 'weeks'],
  months: ['个月', '個月', 'months'],
  years: ['年', '年', 'years'],
  ofYear: ['{{year}} 年{{what}}', '{{year}} 年{{what}}', '{{what}} {{year}}'],
})

/** useRounds says in words how often a schedule comes round, and which round one is. What has no known form is shown as it stands. */
export function useRounds() {
  const say = useSay()
  const word = (key: string) => say(key as 'day') // a festival of the company's own has no word here: its name is shown
  return {
    every(text: string): string {
      const c = cadence(text)
      return c.form === 'named' ? word(c.name) : c.form === 'many' ? say('many', { n: c.n, unit: word(c.unit) }) : text
    },
    round(text: string): string {
      const p = period(text)
      return p.form === 'festival' ? say('ofYear', { year: p.year, what: word(p.name) }) : text
    },
  }
}
