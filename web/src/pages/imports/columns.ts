// What a workbook of each kind holds, as its first row may name it: in any of the three languages, or by the name.

export const kinds = ['customers', 'vehicles', 'staff', 'deliveries'] as const
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

export const columns: Record<ImportKind, Column[]> = {
  customers: [
    external,
    { name: 'name', required: true, title: ['姓名', '姓名', 'Name'] },
    { name: 'phone', required: true, title: ['电话', '電話', 'Phone'], hint: ['按文本填写', '按文字填寫', 'As text, not as a number'] },
  ],
  vehicles: [
    external,
    reference('customer_ref', ['客户外部编号', '客戶外部編號', 'Customer reference'], ['先导入该客户', '先匯入該客戶', 'Bring the customer in first']),
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
    { name: 'delivered_at', required: true, title: ['交车时间', '交車時間', 'Delivered at'], hint: ['如 2026-03-20 或 2026-03-20 15:00', '如 2026-03-20 或 2026-03-20 15:00', 'Such as 2026-03-20 or 2026-03-20 15:00'] },
    { name: 'consultant', required: true, title: ['顾问工号', '顧問工號', 'Consultant'] },
    { name: 'kind', required: true, title: ['档案类别', '檔案類別', 'Kind of file'], hint: ['新车 或 售后', '新車 或 售後', 'new car or after-sales'] },
  ],
}

/** What the service takes at most. */
export const limits = { bytes: 8 << 20, rows: 20_000 }
export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
