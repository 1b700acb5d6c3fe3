import { z } from 'zod'
import { message } from '../message/message.ts'
import { faultIf, says } from '../settings/said.ts'

export type ConsentTextOf<K extends string> = { kind: K; version: string; source: string; text: string }
/** Every text anybody signed, the one in use last of its kind: a signature keeps its version, and that version keeps its words. */
export type ConsentTextsOf<K extends string> = { texts: ConsentTextOf<K>[] }

/** The setting that holds the texts of these kinds. */
export const consentTextsSchema = <const K extends string>(kinds: readonly [K, ...K[]]) => z.strictObject({
  texts: z.array(z.strictObject({
    kind: z.enum(kinds),
    /** Stands on the paper and in every signature under it. */
    version: z.string().regex(/^[\w.-]{1,20}$/),
    source: z.string().trim().max(200),
    text: z.string().trim().min(20).max(4000),
  })).max(200),
})
  .superRefine(says(({ texts }) => [
    ...texts.flatMap(({ kind, version }, at) => faultIf(texts.findIndex(one => one.kind === kind && one.version === version) < at, message('consentTexts.twice', '这种知情同意书已有“{{version}}”版,请改用没有用过的版本号', { version }), 'texts', at, 'version')),
    ...faultIf(!kinds.every(kind => texts.some(one => one.kind === kind)), message('consentTexts.missing', '每种知情同意书都要有文本,请补上'), 'texts'),
  ]))

/** The text a woman signs now. */
export function consentText<K extends string>(kind: K, { texts }: ConsentTextsOf<K>): ConsentTextOf<K> {
  const found = texts.findLast(one => one.kind === kind)
  if (!found) throw new RangeError(`no consent text for ${kind}`)
  return found
}
/** The text of an older signature; undefined for a version nobody kept. */
export const signedText = <K extends string>(kind: K, version: string, { texts }: ConsentTextsOf<K>): ConsentTextOf<K> | undefined => texts.find(one => one.kind === kind && one.version === version)
