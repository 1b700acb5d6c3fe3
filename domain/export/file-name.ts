import type { PackageMode } from './manifest.ts'

const CHINA_OFFSET_MS = 8 * 3_600_000

/**
 * `MCH_<机构代码>_<YYYYMM>_<方式>_<序号>_<生成时间>`, ASCII only, the time in China. Extensions follow: `.zip.sm4`,
 * `.envelope.json`, `.envelope.sig`.
 */
export function packageBaseName(facts: { orgCode: string; month: string; mode: PackageMode; seq: number; createdAtMs: number }): string {
  if (!/^[A-Za-z0-9-]{1,30}$/.test(facts.orgCode)) throw new RangeError('organisation code must be ASCII letters and digits')
  const createdAt = new Date(facts.createdAtMs + CHINA_OFFSET_MS).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  return `MCH_${facts.orgCode}_${facts.month.replace('-', '')}_${facts.mode}_${String(facts.seq).padStart(2, '0')}_${createdAt}`
}
