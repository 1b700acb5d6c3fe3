import { join } from 'node:path'
import type { CertificateFacts, ParentFacts } from '../../../domain/print/certificate-values.ts'
import type { RegistrationFormFacts } from '../../../domain/print/registration-form-values.ts'
import type { ReferralBackFacts, ReferralOutFacts } from '../../../domain/print/referral-values.ts'
import { toDay, toMinute } from '../../../domain/time/day.ts'

const root = join(import.meta.dirname, '..', '..', '..')
export const RESOURCES = join(root, 'resources')
export const FONTS = join(root, 'node_modules', '@expo-google-fonts', 'noto-serif-sc')

export const mother: ParentFacts = {
  name: '欧阳婉婷', ageYears: 29, nationality: 'CHN', ethnicity: '01',
  address: '福建省泉州市安溪县凤城镇河滨路118号3幢502室', idType: '01', idNumber: '110101199508150009',
}
export const father: ParentFacts = {
  name: '司马𬀪', ageYears: 31, nationality: 'CHN', ethnicity: '22',
  address: '福建省泉州市安溪县凤城镇河滨路118号3幢502室', idType: '01', idNumber: '110101199306079996',
}
export const certificate: CertificateFacts = {
  babyName: '司马𬍛', babySex: '2', birthAt: toMinute('2026-11-20T08:05'), gestWeeks: 39, gestDays: 2, weightG: 3250, lengthCm: 50,
  birthProvince: '福建省', birthCity: '泉州市', birthCounty: '安溪县', deliveryOrg: '安溪县妇幼保健院',
  mother, father, parentBlankText: '/', issuer: '安溪县妇幼保健院', issueDay: toDay('2026-11-22'),
  attendant: '林玉珍', collector: '欧阳婉婷', signer: '陈国栋',
}
export const registration: RegistrationFormFacts = {
  ...certificate, issueSerial: 'QF20260137', certificateNumber: 'X350247695', motherAdmissionNumber: '2026110387',
  marriageCertificateNumber: 'J350524-2023-001872',
  collector: { name: '欧阳婉婷', relation: '1', idType: '01', idNumber: '110101199508150009', phone: '13800000000' },
  materials: [
    { label: '首次签发登记表(接生人员、领证人已签字)', present: true }, { label: '母亲有效身份证件原件及复印件', present: true },
    { label: '父亲有效身份证件原件及复印件', present: true }, { label: '结婚证', present: true },
    { label: '授权委托书及领证人证件', present: false }, { label: '亲子鉴定意见书', present: false },
  ],
  deliveryPartDay: toDay('2026-11-20'), familyPartDay: toDay('2026-11-22'),
}
const patient = { name: '欧阳婉婷', sex: '2', ageText: '29岁', address: '福建省泉州市安溪县凤城镇河滨路118号3幢502室', phone: '13800000000' } as const
export const referralOut: ReferralOutFacts = {
  patient, slipNumber: 'ZZ202611220003', fileNumber: '350524101001-00817', referralDay: toDay('2026-11-22'),
  toInstitution: '泉州市妇幼保健院·儿童医院', toDepartment: '产科(高危妊娠门诊)', toDoctor: '黄志强', fromInstitution: '安溪县妇幼保健院',
  doctor: '林玉珍', doctorPhone: '0595-12345678',
  impression: '孕2产1,孕33周+4天,单胎头位;重度子痫前期;妊娠期糖尿病A1级',
  presentIllness: '孕妇停经33周4天,近1周双下肢水肿明显加重,昨日起头痛、视物模糊。今晨测血压168/112 mmHg,复测162/110 mmHg,尿蛋白(+++)。无腹痛及阴道流血流液,自觉胎动正常,胎心142次/分。本院无新生儿重症监护条件,需转上级医院进一步治疗。',
  pastHistory: '2023年足月顺产1女,体健。既往无高血压、心脏病、肾病史,否认药物过敏史。',
  treatment: '硫酸镁4 g静脉推注后1 g/h维持,拉贝洛尔100 mg口服,地塞米松6 mg肌注1次(08:30)。留置导尿,持续心电监护。',
}
export const referralBack: ReferralBackFacts = {
  patient, slipNumber: 'ZZ202611220003', caseNumber: 'B0098123', admissionNumber: '202611-7731', backDay: toDay('2026-12-05'),
  toInstitution: '安溪县妇幼保健院', toDoctor: '林玉珍', fromInstitution: '泉州市妇幼保健院·儿童医院', doctor: '黄志强', doctorPhone: '0595-87654321',
  diagnosis: '重度子痫前期;妊娠期糖尿病A1级;孕34周剖宫产一活男婴',
  examination: '血常规:血红蛋白112 g/L,血小板186×10^9/L;肝肾功能正常;24小时尿蛋白0.4 g。眼底:视网膜动脉轻度痉挛。新生儿出生体重2180 g,Apgar评分1分钟9分、5分钟10分。',
  advice: '术后予硫酸镁解痉、降压、抗感染治疗,切口甲级愈合。出院后继续口服拉贝洛尔,每日自测血压,产后2周、6周复诊;产后6~12周行75 g糖耐量试验。新生儿随访体重及神经行为发育。',
}
