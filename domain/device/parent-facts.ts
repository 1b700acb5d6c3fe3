import { SEX } from '../code/sex.ts'
import { maskIdNumber } from '../rule/mask.ts'

/** The six facts a parent looks at before the sheet is printed: what cannot be mended on paper afterwards. */
export const PARENT_FACTS = ['babyName', 'sex', 'bornAt', 'motherName', 'fatherName', 'idNumber'] as const
export type ParentFactKey = (typeof PARENT_FACTS)[number]

/** Chinese labels of the parent's screen: it is the family that reads it, whatever the clerk's language is. */
export const PARENT_FACT_LABEL: Readonly<Record<ParentFactKey, string>> = {
  babyName: '新生儿姓名', sex: '性别', bornAt: '出生时间', motherName: '母亲姓名', fatherName: '父亲姓名', idNumber: '证件号码',
}

/** One sign of a name with its reading above it; a sign without a reading has an empty one. */
export type ReadSign = { readonly sign: string; readonly reading: string }
export type ParentFact = { readonly key: ParentFactKey; readonly label: string; readonly lines: readonly string[]; readonly reading: readonly ReadSign[] | null }

/** 正确, or the line that is 有误; who tapped is told apart from the clerk who answered for them. */
export type ParentAnswer = { readonly kind: 'right'; readonly by: 'parent' | 'clerk' } | { readonly kind: 'wrong'; readonly line: ParentFactKey; readonly by: 'parent' | 'clerk' }

/** What the facts are made of: the register as it will be printed, and the birth. */
export type ParentFactsSource = {
  readonly babyName: string | null; readonly sex: string; readonly bornAt: string; readonly motherProvided: boolean; readonly motherName: string | null; readonly motherIdNumber: string | null
  readonly fatherProvided: boolean; readonly fatherName: string | null; readonly fatherIdNumber: string | null
}

const minuteText = (bornAt: string): string => {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})/.exec(bornAt)
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日 ${match[4]}时${match[5]}分` : bornAt
}

/** The six facts for the parent's screen; `readingOf` gives each sign of a name its pinyin. */
export function parentFacts(source: ParentFactsSource, options: { fullNumbers: boolean }, readingOf: (name: string) => ReadSign[]): ParentFact[] {
  const number = (text: string | null): string => text === null ? '—' : options.fullNumbers ? text : maskIdNumber(text)
  const named = (key: ParentFactKey, name: string | null, otherwise = '—'): ParentFact => ({ key, label: PARENT_FACT_LABEL[key], lines: [name ?? otherwise], reading: name ? readingOf(name) : null })
  const said = (key: ParentFactKey, ...lines: string[]): ParentFact => ({ key, label: PARENT_FACT_LABEL[key], lines, reading: null })
  const numbers = [
    ...(source.motherProvided ? [`母亲 ${number(source.motherIdNumber)}`] : []),
    ...(source.fatherProvided ? [`父亲 ${number(source.fatherIdNumber)}`] : []),
  ]
  return [
    named('babyName', source.babyName, '(未填写)'), said('sex', SEX.find(source.sex)?.label ?? source.sex), said('bornAt', minuteText(source.bornAt)),
    named('motherName', source.motherProvided ? source.motherName : null, '(不登记)'), named('fatherName', source.fatherProvided ? source.fatherName : null, '(不登记)'),
    said('idNumber', ...(numbers.length > 0 ? numbers : ['—'])),
  ]
}
