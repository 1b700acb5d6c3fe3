/** What each printed word of the certificate is called (certificate note §2.2); sentences about single fields name them. */
export const PRINT_VALUE_TITLES: Readonly<Record<string, string>> = {
  babyName: '新生儿姓名', babySex: '性别', birthYear: '出生时间(年)', birthMonth: '出生时间(月)', birthDay: '出生时间(日)', birthHour: '出生时间(时)', birthMinute: '出生时间(分)',
  gestWeeks: '出生孕周', gestDays: '出生孕周(天)', weightG: '出生体重(克)', lengthCm: '出生身长(厘米)', birthProv: '出生地点(省)', birthCity: '出生地点(市)',
  birthCounty: '出生地点(县)', deliveryOrg: '医疗机构名称', mName: '母亲姓名', mAge: '母亲年龄', mNat: '母亲国籍', mEthnic: '母亲民族', mAddr: '母亲住址',
  mIdCardMark: '母亲证件类别(身份证)', mPassportMark: '母亲证件类别(护照)', mIdOther: '母亲其他证件', mIdNo: '母亲证件号码', fName: '父亲姓名', fAge: '父亲年龄', fNat: '父亲国籍',
  fEthnic: '父亲民族', fAddr: '父亲住址', fIdCardMark: '父亲证件类别(身份证)', fPassportMark: '父亲证件类别(护照)', fIdOther: '父亲其他证件', fIdNo: '父亲证件号码', issuer: '签发机构',
  issueYear: '签发日期(年)', issueMonth: '签发日期(月)', issueDay: '签发日期(日)', attendant: '接生人员', collector: '领证人', signer: '签发人员',
}
