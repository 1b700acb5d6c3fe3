import type { Role } from '../../domain/access/permission.ts'
import { person, type Person } from '../../domain/modules/people/person.record.ts'
import { registration, type Registration } from '../../domain/modules/certificate/registration.record.ts'
import { organization, type Organization } from '../../domain/modules/referral/organization.record.ts'
import { referral, type Referral } from '../../domain/modules/referral/referral.record.ts'
import type { Staff } from '../../domain/modules/birth/staff.record.ts'
import type { ReplacementDraft } from '../../domain/modules/certificate/replacement.record.ts'
import { emptyRow } from '../../domain/record/derive/schema.ts'
import { idNumberCheckDigit } from '../../domain/rule/id-number.ts'
import { SETTINGS, type SettingValue } from '../../domain/settings/settings.ts'
import type { Day, Minute } from '../../domain/time/day.ts'

// Nobody of these lives: names are common ones, numbers have a right check digit and a serial chosen here.
const COUNTY = '430421'
export const PASSWORD = 'YanShi-2026'
export const INSTITUTION: SettingValue<'institution'> = {
  ...SETTINGS.institution.initial, name: '青山县妇幼保健院', code: '121101010000000007', countyCode: COUNTY, address: '西渡镇解放路 1 号', phone: '0734-6810000',
}
export const ADMINISTRATOR = { loginName: 'admin', displayName: '王管理', password: PASSWORD }
/** One person per role, two keepers because a carton is counted by two. */
export const PEOPLE = {
  clerk: { loginName: 'dengji', displayName: '李登记', roles: ['registrar'] },
  keeper: { loginName: 'zhengjian', displayName: '赵证件', roles: ['stockKeeper'] },
  secondKeeper: { loginName: 'zhengjian2', displayName: '钱证件', roles: ['stockKeeper'] },
  issuer: { loginName: 'qianfa', displayName: '孙签发', roles: ['issuer'] },
  sealer: { loginName: 'gaizhang', displayName: '吴盖章', roles: ['sealer'] },
  reviewer: { loginName: 'shenhe', displayName: '郑审核', roles: ['reviewer'] },
  doctor: { loginName: 'yisheng', displayName: '陈医生', roles: ['doctor'] },
  reporter: { loginName: 'shangbao', displayName: '冯上报', roles: ['reporter'] },
} as const satisfies Record<string, { loginName: string; displayName: string; roles: readonly Role[] }>
export type Who = keyof typeof PEOPLE

export const MIDWIFE: Staff = { name: '周助产', licenceNumber: 'ZC20190001', department: '产科', phone: null, attendsBirths: true, active: true }
export const RECEIVER: Organization = { ...emptyRow(organization), name: '衡阳市第一人民医院', region: '430408', phone: '0734-8210000', departments: '产科、新生儿科', active: true } as Organization

const citizenId = (birthDay: string, serial: string): string => {
  const first = COUNTY + birthDay.replaceAll('-', '') + serial
  return first + idNumberCheckDigit(first)
}
const ADDRESS = '西渡镇解放路 8 号'
export const MOTHER: Person = {
  ...emptyRow(person), name: '张丽华', sex: '2', birthDay: '1995-08-15' as Day, idType: '01', idNumber: citizenId('1995-08-15', '002'), nationality: 'CHN', ethnicGroup: '01', maritalStatus: '20',
  phone: '13800001234', householdRegion: COUNTY, householdAddress: ADDRESS, homeRegion: COUNTY, homeAddress: ADDRESS, handbookNumber: 'MZ4304210001',
} as Person
export const FATHER: Person = {
  ...emptyRow(person), name: '李国强', sex: '1', birthDay: '1993-06-07' as Day, idType: '01', idNumber: citizenId('1993-06-07', '001'), nationality: 'CHN', ethnicGroup: '01', maritalStatus: '20',
  phone: '13800005678', householdRegion: COUNTY, householdAddress: ADDRESS, homeRegion: COUNTY, homeAddress: ADDRESS,
} as Person

/** Twins, entered once for the mother; the names are given at the certificate desk. */
export const TWINS = [
  { babyName: '李思远', row: { birthOrder: 1, outcome: '1', sex: '2', weightG: 2480, lengthCm: 46.5, health: '1', apgarOneMinute: 9, apgarFiveMinutes: 10, rescued: false, defect: false }, at: '08:01' },
  { babyName: '李思齐', row: { birthOrder: 2, outcome: '1', sex: '1', weightG: 2610, lengthCm: 47, health: '1', apgarOneMinute: 9, apgarFiveMinutes: 10, rescued: false, defect: false }, at: '08:09' },
] as const

/** The delivery form of a birth on a day. */
export const deliveryInput = (motherId: string, born: Day) => ({
  row: {
    motherId, admissionNumber: 'ZY20260001', gestationDays: 37 * 7 + 2, mode: '31', fetusCount: TWINS.length, placeType: '2', placeRegion: COUNTY, placeName: INSTITUTION.name,
    attendantType: '1', attendantName: MIDWIFE.name,
  },
  newborns: TWINS.map(({ row, at }) => ({ row: { ...row, bornAt: `${born}T${at}` as Minute } })),
})

/** What the family declares beyond what is already known of the mother. */
export const registerRow = (start: Partial<Registration>, babyName: string, fatherId: string, today: Day): Registration => ({
  ...emptyRow(registration), ...start, babyName, registerInChina: true, fatherProvided: true, fatherPersonId: fatherId, fatherName: FATHER.name, fatherBirthDay: FATHER.birthDay, fatherNationality: 'CHN',
  fatherEthnicGroup: '01', fatherAddress: `湖南省衡阳市衡阳县${ADDRESS}`, fatherIdType: '01', fatherIdNumber: FATHER.idNumber, maritalBirth: true, marriageCertificateNumber: 'J430421-2020-001234',
  collectorName: MOTHER.name, collectorRelation: '1', collectorIdType: '01', collectorIdNumber: MOTHER.idNumber, collectorPhone: MOTHER.phone, preparedDay: today, complete: true,
} as Registration)

export const collector = { collectorName: MOTHER.name ?? '', collectorRelation: '1', collectorIdType: '01', collectorIdNumber: MOTHER.idNumber ?? '', authorised: true }

export const referralRow = (personId: string, organizationId: string, today: Day): Referral => ({
  ...emptyRow(referral), personId, organizationId, state: 'toSend', critical: false, referredDay: today, department: '产科', impression: '双胎剖宫产术后，血压升高', reason: '产后第二天血压 150/95 mmHg，伴头晕，尿蛋白（+），需进一步检查。',
  pastHistory: '孕期血压正常，无慢性高血压病史。', treatment: '卧床休息，口服拉贝洛尔，血压控制欠佳。', doctorName: PEOPLE.doctor.displayName, doctorPhone: INSTITUTION.phone,
} as Referral)

/** 换发: both parts come back damaged before the child was registered. */
export const exchangeRow = (today: Day): ReplacementDraft => ({ exchangeReason: 'H4', reasonNote: '正页被水浸损,字迹不能辨认', householdRegistered: false, returnedParts: '2', returnedByName: MOTHER.name, returnedDay: today })
/** 补发: lost after the police had registered the child, so the 正页 alone is handed out. */
export const reissueRow: ReplacementDraft = {
  lossReason: '1', reasonNote: '搬家时遗失', householdRegistered: true, lossDeclaration: 'written', policeLetterNumber: '青公户证〔2026〕12号', secondPart: '3', secondPartReason: '已办理户口登记,副页留存作废',
}
/** What went wrong at the printer in the demo. */
export const MISPRINT = '卡纸,第二联印歪'

/** A carton of blanks as it came; letter and province of the number are examples. */
export const BLANKS = { firstNumber: 'Z430000001', lastNumber: 'Z430000100', lastDrawn: 'Z430000020', edition: '7', receivedFrom: '青山县卫生健康局' }
