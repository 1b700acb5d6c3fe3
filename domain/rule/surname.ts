import type { EthnicGroup } from '../code/ethnic-group.ts'
import { approve, message, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { NAME_SEPARATOR, charactersOf, hanCount, isHan } from './name-character.ts'

// The two-character surnames still met in household data; common knowledge, no official list exists.
const COMPOUND_SURNAMES: ReadonlySet<string> = new Set((
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 ' +
  '仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 ' +
  '段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 ' +
  '南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰 归海 叶赫 完颜 富察 佟佳 那拉 耶律 哥舒 屈突 叱干').split(' '))

// Groups among whom names without a family surname are common (common knowledge): a mismatch is asked about, not stopped.
const GROUPS_OFTEN_WITHOUT_SURNAME: ReadonlySet<EthnicGroup> = new Set<EthnicGroup>(
  ['02', '04', '05', '17', '18', '21', '28', '29', '41', '43', '50', '51', '54', '55'])

/** A parent as the surname rule needs to know him or her. */
export type NamingParent = { readonly name: string; readonly ethnicGroup?: EthnicGroup | null }

/** Who is printed on the certificate; null is a parent whose information is not printed. */
export type NamingParents = { readonly mother: NamingParent | null; readonly father: NamingParent | null }

/**
 * The surname of a Chinese name: two characters where a known compound surname leaves a given name, else the first one.
 * undefined for names with `·` and for names that are not Chinese characters.
 */
export function surnameOf(name: string): string | undefined {
  const characters = charactersOf(name.trim())
  if (characters.length === 0 || characters.includes(NAME_SEPARATOR) || !characters.every(isHan)) return undefined
  const firstTwo = characters.slice(0, 2).join('')
  return characters.length >= 3 && COMPOUND_SURNAMES.has(firstTwo) ? firstTwo : characters[0]
}

/** The part of a child's name that is the surname of one of the parents; '' if it is neither's. */
export function surnamePartOf(childName: string, parents: NamingParents): string {
  const found = [parents.father, parents.mother]
    .flatMap(parent => (parent ? surnameOf(parent.name) : undefined) ?? [])
    .filter(surname => childName.startsWith(surname))
  return found.toSorted((a, b) => b.length - a.length)[0] ?? ''
}

/**
 * 姓氏: the father's or the mother's; with only one parent on the certificate, that parent's (certificate note §1.7).
 * Anything else is possible by 民法典 art. 1015 and needs a reason and an approver. Names with `·` of minority families
 * carry no surname and pass.
 */
export function checkSurname(childName: string, parents: NamingParents, path = 'babyName'): FieldIssue[] {
  const { mother, father } = parents
  const present = [mother, father].filter(parent => parent !== null)
  if (present.length === 0 || hanCount(childName) === 0) return []
  if (surnamePartOf(childName, parents) !== '') return []

  const isMinority = present.some(parent => parent.ethnicGroup && parent.ethnicGroup !== '01')
  const hasSeparator = [childName, ...present.map(parent => parent.name)].some(name => name.includes(NAME_SEPARATOR))
  if (isMinority && hasSeparator) return []
  if (present.some(parent => parent.ethnicGroup && GROUPS_OFTEN_WITHOUT_SURNAME.has(parent.ethnicGroup))) {
    return [warn(path, message('surname.minority', '新生儿姓名与父母姓氏都不一致,请确认符合本民族取名习惯'))]
  }
  if (!father) {
    return [approve(path, message('surname.motherOnly', '只登记母亲信息时新生儿应随母姓;如有正当理由,请填写理由并由审核人批准'))]
  }
  if (!mother) {
    return [approve(path, message('surname.fatherOnly', '只登记父亲信息时新生儿应随父姓;如有正当理由,请填写理由并由审核人批准'))]
  }
  return [approve(path, message('surname.neither', '新生儿姓氏既不随父姓也不随母姓;如有正当理由(民法典第一千零一十五条),请填写理由并由审核人批准'))]
}
