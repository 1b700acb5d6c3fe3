import { z } from 'zod'

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
  .refine(({ texts }) => new Set(texts.map(({ kind, version }) => `${String(kind)} ${version}`)).size === texts.length, { message: '同一种知情同意书的版本号不能重复' })
  .refine(({ texts }) => kinds.every(kind => texts.some(one => one.kind === kind)), { message: '每种知情同意书都要有文本' })

/** The text a woman signs now. */
export function consentText<K extends string>(kind: K, { texts }: ConsentTextsOf<K>): ConsentTextOf<K> {
  const found = texts.findLast(one => one.kind === kind)
  if (!found) throw new RangeError(`no consent text for ${kind}`)
  return found
}
/** The text of an older signature; undefined for a version nobody kept. */
export const signedText = <K extends string>(kind: K, version: string, { texts }: ConsentTextsOf<K>): ConsentTextOf<K> | undefined => texts.find(one => one.kind === kind && one.version === version)
