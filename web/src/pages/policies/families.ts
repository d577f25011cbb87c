import { speech } from '../../words'

// Families of processes, as the register names them. One that isn't here is shown by its id.
const names = {
  all: ['各类业务', '各類業務', 'All processes'],
  'PF-01': ['投诉', '投訴', 'Complaints'],
  'PF-02': ['回访', '回訪', 'Return visits'],
  'PF-03': ['线索跟进', '線索跟進', 'Follow-up of leads'],
  'PF-04': ['客户拜访', '客戶拜訪', 'Visits to customers'],
  'PF-05': ['客户问候', '客戶問候', 'Greetings'],
  'PF-06': ['车辆档案移交', '車輛檔案移交', 'Handover of vehicle files'],
  'PF-08': ['档案借阅', '檔案借閱', 'Requests for records'],
  'PF-09': ['档案保管与销毁', '檔案保管與銷毀', 'Keeping and destroying records'],
  'PF-11': ['授信与回款', '授信與回款', 'Credit and collection'],
  'PF-12': ['信用评估', '信用評估', 'Credit assessment'],
  'PF-22': ['违规与罚款', '違規與罰款', 'Violations and fines'],
  'PF-26': ['定期报告', '定期報告', 'Periodic reports'],
} satisfies Record<string, [string, string, string]>

const useSay = speech(names as Record<keyof typeof names, [string, string, string]>)

/** useFamilies says what a family is called, with its id. */
export function useFamilies(): (id: string) => string {
  const say = useSay()
  return (id) => (id === 'all' ? say('all') : id in names ? `${id} ${say(id as keyof typeof names)}` : id)
}
