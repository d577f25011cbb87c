// What a workbook of each kind holds, as its first row may name it: in any of the three languages, or by the name.

import type { Answer } from '../../api/query'

export const kinds = ['customers', 'vehicles', 'staff', 'deliveries', 'dispatches', 'payments'] as const satisfies readonly Answer<'/imports/{id}'>['kind'][]
export type ImportKind = (typeof kinds)[number]

export interface Column {
  name: string
  required: boolean
  title: [hans: string, hant: string, en: string]
  /** How its cells are read, where that isn't plain. */
  hint?: [hans: string, hant: string, en: string]
}

const reference = (name: string, title: Column['title'], hint?: Column['hint']): Column => ({ name, required: true, title, hint })
const external: Column = reference('external_ref', ['外部编号', '外部編號', 'External reference'], [
  '原系统中的编号，每个只导入一次', '原系統中的編號，每個只匯入一次', 'Its number in the system that it comes from; each is brought in once',
])

const customer = reference('customer_ref', ['客户外部编号', '客戶外部編號', 'Customer reference'], ['先导入该客户', '先匯入該客戶', 'Bring the customer in first'])
const amount: Column = { name: 'amount', required: true, title: ['金额', '金額', 'Amount'], hint: ['大于零，至多两位小数', '大於零，至多兩位小數', 'Above zero, at most two decimals'] }
const currency: Column = { name: 'currency', required: false, title: ['币种', '幣種', 'Currency'], hint: ['CNY，可不填', 'CNY，可不填', 'CNY, which it is when empty'] }
const day: Column['hint'] = ['如 2026-03-20 或 2026-03-20 15:00', '如 2026-03-20 或 2026-03-20 15:00', 'Such as 2026-03-20 or 2026-03-20 15:00']

export const columns: Record<ImportKind, Column[]> = {
  customers: [
    external,
    { name: 'name', required: true, title: ['姓名', '姓名', 'Name'] },
    { name: 'phone', required: true, title: ['电话', '電話', 'Phone'], hint: ['按文本填写', '按文字填寫', 'As text, not as a number'] },
  ],
  vehicles: [
    external,
    customer,
    { name: 'model', required: true, title: ['车型', '車型', 'Model'] },
    { name: 'plate', required: false, title: ['车牌', '車牌', 'Plate'] },
    { name: 'vin', required: false, title: ['车架号', '車架號', 'VIN'] },
  ],
  staff: [
    reference('badge', ['工号', '工號', 'Badge']),
    { name: 'name', required: true, title: ['姓名', '姓名', 'Name'] },
    { name: 'roles', required: false, title: ['岗位', '崗位', 'Roles'], hint: ['多个岗位用逗号分开', '多個崗位用逗號分開', 'Several are separated by commas'] },
  ],
  deliveries: [
    external,
    reference('vehicle_ref', ['车辆外部编号', '車輛外部編號', 'Vehicle reference'], ['先导入该车辆', '先匯入該車輛', 'Bring the vehicle in first']),
    { name: 'delivered_at', required: true, title: ['交车时间', '交車時間', 'Delivered at'], hint: day },
    { name: 'consultant', required: true, title: ['顾问工号', '顧問工號', 'Consultant'] },
    { name: 'kind', required: true, title: ['档案类别', '檔案類別', 'Kind of file'], hint: ['新车 或 售后', '新車 或 售後', 'new car or after-sales'] },
  ],
  dispatches: [
    reference('external_ref', external.title, ['申请放行时的编号：字母、数字、连字符、斜线和点', '申請放行時的編號：字母、數字、連字號、斜線和點', 'That by which the goods were asked for: letters, digits, - / and points']),
    customer,
    amount,
    currency,
    { name: 'dispatched_at', required: true, title: ['发货时间', '發貨時間', 'Dispatched at'], hint: day },
    { name: 'bearers', required: false, title: ['承担人工号', '承擔人工號', 'Bearers'], hint: ['仅未经放行的货：按制度所列岗位的顺序，用逗号分开', '僅未經放行的貨：按制度所列崗位的順序，用逗號分開', 'Only of goods without a release: in the order of the policy’s roles, separated by commas'] },
  ],
  payments: [
    external,
    customer,
    reference('receipt', ['收款单号', '收款單號', 'Receipt'], ['每张只入账一次', '每張只入帳一次', 'Each is booked once']),
    amount,
    currency,
    { name: 'paid_at', required: true, title: ['收款时间', '收款時間', 'Paid at'], hint: day },
    { name: 'dispatch_ref', required: false, title: ['发货外部编号', '發貨外部編號', 'Dispatch reference'], hint: ['所付的货；不填则付最早的货', '所付的貨；不填則付最早的貨', 'The goods that it pays; the oldest when empty'] },
  ],
}

/** What the service takes at most. */
export const limits = { bytes: 8 << 20, rows: 20_000 }
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
