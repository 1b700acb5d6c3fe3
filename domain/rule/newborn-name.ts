import { isForeign } from '../code/nationality.ts'
import type { Nationality } from '../code/nationality.ts'
import { block, message, warn } from '../message/message.ts'
import type { FieldIssue } from '../message/message.ts'
import { NAME_SEPARATOR, charactersOf, hanCount, isHan, isStandardCharacter, normaliseSeparators, standardFormsOf } from './name-character.ts'
import type { ProvinceRules } from './province-rules.ts'
import { checkSurname, surnamePartOf } from './surname.ts'
import type { NamingParent } from './surname.ts'

const NAME_MAX_LENGTH = 50
const GUIDANCE_MIN = 2
const GUIDANCE_MAX = 6
const ENGLISH_NAME = /^[A-Za-z]+(?:[ .'’-]+[A-Za-z]+)*\.?$/

/** What the name check needs to know besides the name. */
export type NewbornNameCase = {
  readonly name: string
  /** null: information of this parent is not printed. */
  readonly mother: (NamingParent & { readonly nationality?: Nationality | null }) | null
  readonly father: (NamingParent & { readonly nationality?: Nationality | null }) | null
  /** False if the child will not be registered in a Chinese household: only then an English name is possible. */
  readonly registersInChina: boolean
}

/** The name to save and to print, and the findings. `surname` is the part that may keep an old form. */
export type NewbornNameResult = { readonly value: string; readonly surname: string; readonly issues: FieldIssue[] }

/**
 * 新生儿姓名 (certificate note §1.7): every character outside the surname from the 8,105 table (the province may widen
 * it to GB 18030, then it warns), no letters, digits, signs or spaces, `·` between the parts of minority names, 2–6
 * characters by public guidance, surname of a parent. Counts code points: rare characters lie beyond U+FFFF.
 */
export function checkNewbornName(input: NewbornNameCase, rules: Pick<ProvinceRules, 'nameCharset'>, path = 'babyName'): NewbornNameResult {
  const trimmed = input.name.trim()
  const value = normaliseSeparators(trimmed)
  const surname = surnamePartOf(value, input)
  const answer = (...issues: FieldIssue[]): NewbornNameResult => ({ value, surname, issues })

  if (value === '') return answer(block(path, message('newbornName.missing', '请填写新生儿姓名')))
  const characters = charactersOf(value)
  if (characters.length > NAME_MAX_LENGTH) {
    return answer(block(path, message('newbornName.tooLong', '姓名最多 {{max}} 个字符', { max: NAME_MAX_LENGTH })))
  }
  if (mayBeEnglish(input) && ENGLISH_NAME.test(value)) return answer()

  const issues: FieldIssue[] = []
  if (value !== trimmed) {
    issues.push(warn(path, message('newbornName.dot', '间隔号已统一为“·”(U+00B7),请核对:{{name}}', { name: value })))
  }
  const foreignSign = characters.find(character => !isHan(character) && character !== NAME_SEPARATOR)
  if (foreignSign !== undefined) issues.push(block(path, foreignSignMessage(foreignSign)))
  if (hasMisplacedSeparator(value)) {
    issues.push(block(path, message('newbornName.separatorPlace', '间隔号“·”只能用在两个部分之间,不能在首尾或连用')))
  }
  issues.push(...characterIssues(value, surname, rules, path))
  const count = hanCount(value)
  if (foreignSign === undefined && (count < GUIDANCE_MIN || count > GUIDANCE_MAX)) {
    issues.push(warn(path, message('newbornName.length', '姓名为 {{count}} 个字,一般为 2–6 个字,请核对', { count })))
  }
  issues.push(...checkSurname(value, input, path))
  return answer(...issues)
}

const mayBeEnglish = ({ registersInChina, mother, father }: NewbornNameCase): boolean =>
  !registersInChina && [mother, father].some(parent => parent?.nationality && isForeign(parent.nationality))

function foreignSignMessage(sign: string) {
  if (/\s/.test(sign)) return message('newbornName.space', '姓名中不能有空格')
  if (/\p{Nd}/u.test(sign)) return message('newbornName.digit', '姓名中不能有数字“{{sign}}”', { sign })
  if (/\p{L}/u.test(sign)) {
    return message('newbornName.letter', '姓名中不能有字母“{{sign}}”;只有不在中国办理户口登记且父母一方为外国人时,才可整个使用英文姓名', { sign })
  }
  return message('newbornName.sign', '姓名中不能有符号“{{sign}}”', { sign })
}

function hasMisplacedSeparator(name: string): boolean {
  return name.startsWith(NAME_SEPARATOR) || name.endsWith(NAME_SEPARATOR) || name.includes(NAME_SEPARATOR + NAME_SEPARATOR)
}

function characterIssues(name: string, surname: string, rules: Pick<ProvinceRules, 'nameCharset'>, path: string): FieldIssue[] {
  const issues: FieldIssue[] = []
  const level = rules.nameCharset === '8105' ? block : warn
  for (const character of new Set(charactersOf(name.slice(surname.length)))) {
    if (!isHan(character) || isStandardCharacter(character)) continue
    const forms = standardFormsOf(character)
    issues.push(level(path, forms.length > 0
      ? message('newbornName.traditional', '“{{character}}”是繁体字或异体字,规范字为“{{forms}}”', { character, forms: forms.join('、') })
      : message('newbornName.outside', '“{{character}}”不在《通用规范汉字表》,户口登记机关可能不予登记,请先咨询派出所', { character })))
  }
  for (const character of new Set(charactersOf(surname))) {
    if (isStandardCharacter(character)) continue
    issues.push(warn(path, message('newbornName.oldSurname', '姓氏用字“{{character}}”不在《通用规范汉字表》,姓氏可沿用,请与父母证件核对', { character })))
  }
  return issues
}
