/** What can be read of an instrument's result. */
export const DEVICE_VALUES = [
  'measuredAt', 'measuredTime', 'lastName', 'firstName', 'birthDay', 'number', 'sphereDRight', 'cylinderDRight', 'axisDegreesRight', 'sphereDLeft', 'cylinderDLeft', 'axisDegreesLeft', 'pupilDistanceMm', 'visionRight', 'visionLeft', 'failure', 'failureCode',
] as const
export type DeviceValue = (typeof DEVICE_VALUES)[number]
export const DEVICE_MAPPING_IDS = ['adaptica2winCsv', 'joiaRefXml', 'exampleCsv'] as const
export type DeviceMappingId = (typeof DEVICE_MAPPING_IDS)[number]

type Common = {
  readonly id: DeviceMappingId
  readonly title: string
  /** Where the format is described, and what of it could not be checked. */
  readonly source: string
  /** True when a public description of the format was read; a mapping without one is an example and says so in its title. */
  readonly isDocumented: boolean
  /** How the device writes a cylinder (all of them in D, ° and mm); a sign that does not fit is a fault, never turned round. */
  readonly cylinder: 'minus' | 'plus' | 'either'
  /** REFRACTION_METHOD of its results. */
  readonly method: '1' | '3'
  /** PUPIL_STATE its way of measuring goes with, offered for the doctor to check; null where it is used with and without drops (eye care note §3 [K]). */
  readonly pupil: '1' | null
  /** Texts that say “not measured”, beside an empty place. */
  readonly absent: readonly string[]
  readonly required: readonly DeviceValue[]
}
export type DeviceMapping = Common & (
  /** By position, no heading row: so many cells at least and at most. */
  | { readonly format: 'positions'; readonly cells: readonly [number, number]; readonly places: Readonly<Partial<Record<DeviceValue, number>>> }
  /** By the words of the heading row. */
  | { readonly format: 'headings'; readonly places: Readonly<Partial<Record<DeviceValue, readonly string[]>>> }
  /** By the last names of an element's way; one result in a file. */
  | { readonly format: 'xml'; readonly root: string; readonly places: Readonly<Partial<Record<DeviceValue, readonly string[]>>> }
)

/** The mappings that are shipped. A new device is a new entry here, nothing else. */
export const DEVICE_MAPPINGS: Readonly<Record<DeviceMappingId, DeviceMapping>> = {
  adaptica2winCsv: {
    id: 'adaptica2winCsv', title: 'Adaptica 2WIN / 2WIN-S 输出文件(CSV,无标题行)', isDocumented: true,
    source: '厂家公开说明书(软件版本 5.5.0)“Output file specifications”:逗号分隔、无标题行、正柱镜记法、日期 YYYY-MM-DD;未用真机文件核对',
    format: 'positions', cells: [15, 26], cylinder: 'plus', method: '3', pupil: '1', absent: ['-', '--', 'N/A'], required: ['measuredAt', 'birthDay', 'number'],
    places: { measuredAt: 0, lastName: 1, firstName: 2, birthDay: 3, number: 4, sphereDRight: 7, cylinderDRight: 8, axisDegreesRight: 9, sphereDLeft: 11, cylinderDLeft: 12, axisDegreesLeft: 13, pupilDistanceMm: 19, failure: 22, failureCode: 23 },
  },
  joiaRefXml: {
    id: 'joiaRefXml', title: 'JOIA 电脑验光仪 XML(nsCommon/nsREF,如 TOPCON)', isDocumented: true,
    source: '日本眼科医疗机器协会(JOIA)公开命名空间 Common、REF;元素名按多个公开解析程序核对(Patient/ID、Patient/DOB、R|L/Median/Sphere·Cylinder·Axis、PD/Distance);标准正文未取得,未用真机文件核对',
    format: 'xml', root: 'Ophthalmology', cylinder: 'either', method: '1', pupil: null, absent: ['-', 'ERR', 'NT', 'NO TARGET'], required: ['sphereDRight', 'sphereDLeft'],
    places: {
      measuredAt: ['Common', 'Date'], measuredTime: ['Common', 'Time'], lastName: ['Patient', 'LastName'], firstName: ['Patient', 'FirstName'], birthDay: ['Patient', 'DOB'], number: ['Patient', 'ID'],
      sphereDRight: ['R', 'Median', 'Sphere'], cylinderDRight: ['R', 'Median', 'Cylinder'], axisDegreesRight: ['R', 'Median', 'Axis'], sphereDLeft: ['L', 'Median', 'Sphere'], cylinderDLeft: ['L', 'Median', 'Cylinder'], axisDegreesLeft: ['L', 'Median', 'Axis'], pupilDistanceMm: ['PD', 'Distance'],
    },
  },
  exampleCsv: {
    id: 'exampleCsv', title: '示例格式(中文标题行 CSV)', isDocumented: false, source: '本程序自定的示例格式,不是任何仪器的公开格式;可用电子表格整理后导入',
    format: 'headings', cylinder: 'either', method: '1', pupil: null, absent: ['-', '—', '未测', '未查'], required: ['birthDay', 'number'],
    places: {
      measuredAt: ['检查日期'], lastName: ['姓名'], birthDay: ['出生日期'], number: ['档案编号', '编号', '身份证号'], sphereDRight: ['右眼球镜'], cylinderDRight: ['右眼柱镜'], axisDegreesRight: ['右眼轴位'], sphereDLeft: ['左眼球镜'], cylinderDLeft: ['左眼柱镜'], axisDegreesLeft: ['左眼轴位'],
      pupilDistanceMm: ['瞳距'], visionRight: ['右眼视力', '右眼裸眼视力'], visionLeft: ['左眼视力', '左眼裸眼视力'],
    },
  },
}
/** What a value is called in a sentence. */
export const DEVICE_VALUE_WORDS: Readonly<Record<DeviceValue, string>> = {
  measuredAt: '检查日期', measuredTime: '检查时间', lastName: '姓名', firstName: '名', birthDay: '出生日期', number: '编号', sphereDRight: '右眼球镜', cylinderDRight: '右眼柱镜', axisDegreesRight: '右眼轴位', sphereDLeft: '左眼球镜', cylinderDLeft: '左眼柱镜', axisDegreesLeft: '左眼轴位',
  pupilDistanceMm: '瞳距', visionRight: '右眼视力', visionLeft: '左眼视力', failure: '失败说明', failureCode: '失败代码',
}
