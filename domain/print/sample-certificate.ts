import type { Day, Minute } from '../time/day.ts'
import { certificateValues } from './certificate-values.ts'
import type { PrintValues } from './layout.ts'

/** Words for looking at places: nobody's, as long as they often are. The identity numbers are made up and unused. */
export function sampleCertificate(issuer: string): PrintValues {
  const parent = { nationality: 'CHN' as const, ethnicity: '01' as const, address: '某省某市某县某某镇某某村第十二村民小组一百二十八号', idType: '01' as const }
  return certificateValues({
    babyName: '欧阳样例', babySex: '2', birthAt: '2026-01-02T03:04' as Minute, gestWeeks: 39, gestDays: 6, weightG: 3250, lengthCm: 50, birthProvince: '某某省', birthCity: '某某市', birthCounty: '某某县',
    deliveryOrg: issuer, mother: { ...parent, name: '样例母亲', ageYears: 30, idNumber: '110101199508150009' }, father: { ...parent, name: '样例父亲', ageYears: 32, idNumber: '110101199306079996' },
    parentBlankText: '/', issuer, issueDay: '2026-01-05' as Day, attendant: '样例接生', collector: '样例领证', signer: '样例签发',
  })
}
