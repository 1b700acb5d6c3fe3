import type { ReplacementFormFacts, VoidFormFacts } from '../../../domain/print/replacement-form-values.ts'
import { certificateValues } from '../../../domain/print/certificate-values.ts'
import { toDay, toMinute } from '../../../domain/time/day.ts'
import { certificate } from './facts.ts'

/** An exchange as it usually is. */
export const exchange: ReplacementFormFacts = {
  kind: 'exchange', institution: '安溪县妇幼保健院', formNumber: 'HF2026000003', applyDay: toDay('2026-11-20'), original: certificateValues(certificate), oldNumber: 'Z350247695', oldIssueDay: toDay('2026-03-05'),
  admissionNumber: '2026110387', marriageCertificateNumber: 'J350524-2023-001872', dnaReportNumber: '', reason: 'H6 户口登记机关不予登记(含姓名)', reasonNote: '名字用字不在《通用规范汉字表》', corrections: [{ title: '新生儿姓名', before: '司马𬍛', after: '司马瑶' }],
  householdRegistered: false, policeLetterNumber: '安公不予〔2026〕12号', returnedParts: '2', returnedBy: { name: '欧阳婉婷', day: toDay('2026-11-20') }, loss: null,
  materials: [
    { label: '父母(监护人)书面申请', present: true }, { label: '换发申请表', present: true }, { label: '原签发机构的分娩记录、签发记录或存根复印件', present: true }, { label: '父母双方有效身份证件', present: true },
    { label: '领证人有效身份证件', present: true }, { label: '户口登记机关不予登记的书面证明', present: true }, { label: '其他材料', present: false },
  ],
  applicant: { name: '欧阳婉婷', relation: '1', idType: '01', idNumber: '110101199508150009', phone: '13800000000' }, collector: { name: '欧阳婉婷', relation: '1', idType: '01', idNumber: '110101199508150009' },
  handsOut: '2', secondPart: '1', secondPartReason: '', review: { note: '材料齐全,同意换发', name: '郑审核', day: toDay('2026-11-20') }, approval: null,
  newNumber: 'Z350247712', newIssueDay: toDay('2026-11-20'), issuer: '安溪县妇幼保健院', signer: '陈国栋', sealer: '吴盖章', forwardedTo: '',
}
/** A re-issue as it usually is. */
export const reissue: ReplacementFormFacts = {
  ...exchange, kind: 'reissue', formNumber: 'BF2026000001', reason: '遗失', reasonNote: '搬家途中遗失', corrections: [], returnedParts: null, returnedBy: null, householdRegistered: true, policeLetterNumber: '凤城派出所 2026-11-18 证明',
  loss: { declaration: '登报声明', newspaperName: '泉州晚报', newspaperDay: toDay('2026-11-15') },
  materials: [
    { label: '父母(监护人)书面申请', present: true }, { label: '补发登记表', present: true }, { label: '原签发机构的分娩记录、签发记录或存根复印件', present: true }, { label: '父母双方有效身份证件', present: true },
    { label: '领证人有效身份证件', present: true }, { label: '登报的遗失声明', present: true }, { label: '书面遗失声明', present: false }, { label: '公安机关出具的户口登记情况证明', present: true },
  ],
  handsOut: '1', secondPart: '3', secondPartReason: '已于凤城派出所登记户口', approval: { reason: '再次补发,经查属实', name: '韩分管', day: toDay('2026-11-21') },
}
/** A number spoiled at the printer. */
export const voided: VoidFormFacts = {
  institution: '安溪县妇幼保健院', number: 'Z350247700', edition: '第七版', fromState: '占用/打印中', voidedAt: toMinute('2026-11-20T10:12'), reasonCode: '打印错误', reason: '卡纸,正页有墨迹', babyName: '司马𬍛', issueType: '首次签发',
  printCount: 2, nextNumber: 'Z350247701', clerk: '陈国栋', reviewer: '郑审核', handling: '',
}
