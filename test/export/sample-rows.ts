import type { Dataset } from '../../domain/export/dataset.ts'
import { birthCertDataset, deliveryDataset, newbornDataset, referralDataset } from '../../domain/export/datasets/index.ts'
import type { EnvelopeDraft } from '../../domain/export/envelope.ts'
import type { PackageHeader } from '../../domain/export/manifest.ts'
import type { Day, Instant } from '../../domain/time/day.ts'
import { withRowHash } from '../../electron/core/export/seal/digest.ts'

const day = (text: string) => text as Day
const instant = (text: string) => text as Instant

export const HEADER: PackageHeader = {
  mode: 'I', month: '2026-10', seq: 1, cutoffAt: '2026-11-01T00:00:00.000Z', orgCode: '430421000123', orgName: '衡阳县妇幼保健院',
  areaCode: '430421', generator: { name: 'fuyou-desk', version: '0.1.0' }, schemaVersion: 'generic-1', closedMonths: ['2026-08'], practice: true,
}

/** Numbers that look random and repeat: a package made with them can be compared byte for byte. */
export function countingRandom(seed = 1): (count: number) => Uint8Array {
  let state = seed
  return (count) => Uint8Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state >>> 16 & 0xff
  })
}

/** A certificate whose mother's number ends in X and whose child bears a character beyond U+FFFF. */
export function certificateRow(index: number): EnvelopeDraft {
  const certNo = `Z43${String(index).padStart(7, '0')}`
  return {
    bk: { certNo }, op: 'I', ver: 1, eventDate: day('2026-10-12'), updatedAt: instant('2026-10-12T03:04:05.000Z'),
    payload: {
      'HDSB01.01.001': certNo, 'HDSB01.01.002': '李𬭎', 'HDSB01.01.003': '2', 'HDSB01.01.004': '20261010T083000',
      'HDSB01.01.005': '湖南省', 'HDSB01.01.006': '衡阳市', 'HDSB01.01.007': '衡阳县', 'HDSB01.01.008': '王"小",丽', 'HDSB01.01.009': '19491231',
      'HDSB01.01.010': 'CHN', 'HDSB01.01.011': '01', 'HDSB01.01.018': '01', 'HDSB01.01.019': '11010519491231002X',
      'HDSB01.01.032': '275', 'HDSB01.01.033': '50.0', 'HDSB01.01.034': '3250', 'HDSB01.01.035': '陈静', 'HDSB01.01.036': '衡阳县妇幼保健院',
      'HDSB01.01.037': '刘敏', 'HDSB01.01.038': '王丽', 'HDSB01.01.039': '20261012', 'HDSB01.01.040': '衡阳县妇幼保健院',
    },
    ext: { issueType: '1', certStatus: '1', edition: '7' },
  }
}

export const deliveryRow = (pregnancyNo: string): EnvelopeDraft => ({
  bk: { orgCode: HEADER.orgCode, pregnancyNo }, op: 'U', ver: 2, eventDate: day('2026-10-10'), updatedAt: instant('2026-10-11T00:00:00.000Z'),
  payload: { 'HDSB02.04.002': '王丽', 'HDSB02.04.111': '20261010T083000', 'HDSB02.04.112': '275', 'HDSB02.04.113': '11', 'HDSB02.04.130': '1' },
  ext: { admissionNo: 'ZY20261010001' },
})

export const newbornRow = (pregnancyNo: string): EnvelopeDraft => ({
  bk: { orgCode: HEADER.orgCode, pregnancyNo, birthOrder: '1' }, op: 'I', ver: 1, eventDate: day('2026-10-10'), updatedAt: instant('2026-10-11T00:00:00.000Z'),
  payload: { 'HDSB02.04.139': '1', 'HDSB02.04.161': '2', 'HDSB02.04.162': '20261010', 'HDSB02.04.165': '39+2', 'HDSB02.04.177': '3250' },
  ext: { gestationDays: '275', birthDateTime: '20261010T083000' },
})

export const voidedReferralRow = (referralNo: string): EnvelopeDraft => ({
  bk: { orgCode: HEADER.orgCode, referralNo }, op: 'V', ver: 3, eventDate: day('2026-10-20'), updatedAt: instant('2026-10-21T00:00:00.000Z'),
  payload: {}, ext: {}, voidReason: '错误录入',
})

export const referralRow = (referralNo: string): EnvelopeDraft => ({
  bk: { orgCode: HEADER.orgCode, referralNo }, op: 'I', ver: 1, eventDate: day('2026-10-20'), updatedAt: instant('2026-10-21T00:00:00.000Z'),
  payload: {
    'HDSD00.01.002': '王丽', 'HDSD00.01.564': '20261020', 'HDSD00.01.282': '衡阳市妇幼保健院', 'HDSD00.01.559': '衡阳县妇幼保健院',
    'HDSD00.01.284': '血压 150/95,\n尿蛋白(+)'.replace('\n', ''),
  },
  ext: { status: 'sent', direction: '1' },
})

/** The four data sets with `certificates` certificates and one or two rows of the others. */
export function sampleDatasets(certificates = 3): { dataset: Dataset; rows: ReturnType<typeof withRowHash>[] }[] {
  return [
    { dataset: birthCertDataset, rows: Array.from({ length: certificates }, (_, index) => withRowHash(certificateRow(index + 1))) },
    { dataset: deliveryDataset, rows: [withRowHash(deliveryRow('CH2026000001'))] },
    { dataset: newbornDataset, rows: [withRowHash(newbornRow('CH2026000001'))] },
    { dataset: referralDataset, rows: [withRowHash(referralRow('ZZ202610200001')), withRowHash(voidedReferralRow('ZZ202610200002'))] },
  ]
}
