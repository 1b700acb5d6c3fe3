// One key, one sentence, one English: reads every sentence in the code and every English file, and names what is missing,
// what nobody uses any more, and what says two different things under one key.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PERMISSIONS, ROLES } from '../domain/access/permission.ts'
import { CODE_TABLES } from '../domain/code/index.ts'
import type { Ledger } from '../domain/ledger/ledger.ts'
import { LEDGERS } from '../domain/ledger/ledgers.ts'
import { RECORDS } from '../domain/modules/index.ts'
import { PRINT_VALUE_TITLES } from '../domain/print/certificate-value-titles.ts'
import type { RecordDefinition } from '../domain/record/define.ts'
import { ANNUAL_COLUMNS } from '../domain/rule/annual-form.ts'
import { CHILD_RULE } from '../domain/rule/child/child-rules.ts'
import { EYE_RULE } from '../domain/rule/eye/eye-rules.ts'
import { PRENATAL_RULE } from '../domain/rule/prenatal/prenatal-rules.ts'
import { PRENATAL_WINDOW } from '../domain/rule/prenatal/windows.ts'
import { GROWTH_RULES } from '../domain/rule/growth/rules.ts'
import { MATERNAL_CHART_RULE } from '../domain/rule/maternal/chart-bands.ts'
import { COLOUR_DUTY } from '../domain/rule/maternal/management.ts'
import { FERTILITY_RULE } from '../domain/rule/fertility/fertility-rules.ts'
import { MATERNAL_RULE } from '../domain/rule/maternal/maternal-rules.ts'
import { PELVIC_RULE } from '../domain/rule/pelvic/pelvic-rules.ts'
import { QUESTIONNAIRES } from '../domain/rule/pelvic/questionnaires.ts'
import { WOMEN_RULE } from '../domain/rule/maternal/women-rules.ts'
import { RISK_TABLE } from '../domain/rule/maternal/risk-criteria.ts'
import { INFECTION_RULE } from '../domain/rule/infection/infection-rules.ts'
import { VITAL_RULE } from '../domain/rule/vital/vital-rules.ts'
import { DEADLINE } from '../domain/rule/deadline.ts'
import { PROVINCE_PROFILES } from '../domain/rule/province-profiles.ts'
import { LATE_RULE_PRESETS, PROVINCE_RULE_SOURCES } from '../domain/rule/province-rules.ts'
import { SETTINGS } from '../domain/settings/settings.ts'

export type Sentence = { readonly key: string; readonly zh: string; readonly where: string }
export type LocaleReport = {
  /** Used, but without English. */
  readonly missing: readonly Sentence[]
  /** English that no sentence asks for. */
  readonly unused: readonly string[]
  /** One key with two Chinese sentences. */
  readonly ambiguous: readonly string[]
  /** One key in two English files, or English whose {{places}} are not those of the Chinese. */
  readonly wrong: readonly string[]
  readonly sentences: number
}

const root = dirname(import.meta.dirname)
const LITERAL = `'((?:[^'\\\\\\n]|\\\\.)*)'`
/** t('key', '中文' and message('key', '中文', also broken over lines; a template as key is a family and listed below. */
const SENTENCE = new RegExp(`\\b(?:t|message|sentence)\\(\\s*${LITERAL}\\s*,\\s*${LITERAL}`, 'g')
/** A dotted key and a Chinese sentence one after the other are handed to a function that makes a sentence of them. */
const HANDED_ON = new RegExp(`[(,]\\s*'([a-z]\\w*(?:\\.\\w+)+)'\\s*,\\s*'((?:[^'\\\\\\n]|\\\\.)*[\\u4e00-\\u9fff](?:[^'\\\\\\n]|\\\\.)*)'`, 'g')
/** 'key': '中文' tables of sentences, marked by the name of the constant: ISSUE_TEXT, TEXT_OF… in domain. */
const TABLE_LINE = /^\s*'([a-z][\w.]+)':\s*'((?:[^'\\\n]|\\.)*[\u4e00-\u9fff](?:[^'\\\n]|\\.)*)',?$/gm
const unescape = (text: string): string => text.replaceAll("\\'", "'").replaceAll('\\n', '\n').replaceAll('\\\\', '\\')

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !name.includes('node_modules')).map(name => `${folder}/${name}`.replaceAll('\\', '/'))
}

/** Sentences written in the code. */
export function sentencesInText(text: string, where: string): Sentence[] {
  const found = [...text.matchAll(SENTENCE), ...text.matchAll(HANDED_ON), ...text.matchAll(TABLE_LINE)].map(([, key = '', zh = '']) => ({ key: unescape(key), zh: unescape(zh), where }))
  return found.filter((one, index) => found.findIndex(other => other.key === one.key && other.zh === one.zh) === index)
}

/** Sentences that derive from declarations: labels, titles, codes, roles, rights, settings. */
export function declaredSentences(): Sentence[] {
  const records = RECORDS.flatMap((record: RecordDefinition) => [
    { key: `${record.id}.title`, zh: record.title, where: record.id },
    ...record.sections.map((section, index) => ({ key: `${record.id}.section.${index}`, zh: section.title, where: record.id })),
    ...Object.entries(record.fields).flatMap(([name, field]) => [
      { key: `${record.id}.${name}.label`, zh: field.label, where: record.id },
      ...(field.help === undefined ? [] : [{ key: `${record.id}.${name}.help`, zh: field.help, where: record.id }]),
    ]),
  ])
  const codes = CODE_TABLES.flatMap(table => table.list.map(entry => ({ key: `code.${table.id}.${entry.code}`, zh: entry.label, where: table.id })))
  return [
    ...records, ...codes,
    ...Object.entries(PRINT_VALUE_TITLES).map(([name, zh]) => ({ key: `printValue.${name}`, zh, where: 'PRINT_VALUE_TITLES' })),
    ...Object.entries(ROLES).map(([role, { title }]) => ({ key: `role.${role}`, zh: title, where: 'ROLES' })),
    ...Object.entries(PERMISSIONS).map(([permission, zh]) => ({ key: `permission.${permission}`, zh, where: 'PERMISSIONS' })),
    ...Object.entries(SETTINGS).map(([key, { title }]) => ({ key: `settings.${key}`, zh: title, where: 'SETTINGS' })),
    ...Object.entries(PROVINCE_RULE_SOURCES).flatMap(([name, { title, source }]) => [
      { key: `provinceRule.${name}.title`, zh: title, where: 'PROVINCE_RULE_SOURCES' }, { key: `provinceRule.${name}.source`, zh: source, where: 'PROVINCE_RULE_SOURCES' },
    ]),
    ...Object.values<Ledger>(LEDGERS).flatMap(ledger => [
      { key: `ledger.title.${ledger.id}`, zh: ledger.title, where: 'LEDGERS' }, { key: `ledger.date.${ledger.id}`, zh: ledger.dateTitle, where: 'LEDGERS' },
      ...ledger.columns.map(column => ({ key: `ledger.column.${ledger.id}.${column.key}`, zh: column.title, where: 'LEDGERS' })),
    ]),
    ...Object.entries(DEADLINE).flatMap(([kind, { title, source }]) => [{ key: `deadlineKind.${kind}`, zh: title, where: 'DEADLINE' }, { key: `deadlineSource.${kind}`, zh: source, where: 'DEADLINE' }]),
    ...Object.entries(ANNUAL_COLUMNS).map(([key, { label }]) => ({ key: `annualColumn.${key}`, zh: label, where: 'ANNUAL_COLUMNS' })),
    ...Object.entries(PROVINCE_PROFILES).flatMap(([name, { title, basis, rules }]) => [
      { key: `provinceProfile.${name}.title`, zh: title, where: 'PROVINCE_PROFILES' }, { key: `provinceProfile.${name}.basis`, zh: basis, where: 'PROVINCE_PROFILES' },
      ...Object.entries(rules).map(([rule, found]) => ({ key: `provinceProfile.${name}.${rule}`, zh: found.source, where: 'PROVINCE_PROFILES' })),
    ]),
    ...Object.entries(CHILD_RULE).flatMap(([id, { title, source }]) => [{ key: `childRule.${id}.title`, zh: title, where: 'CHILD_RULE' }, { key: `childRule.${id}.source`, zh: source, where: 'CHILD_RULE' }]),
    ...Object.entries(EYE_RULE).flatMap(([id, { title, source }]) => [{ key: `eyeRule.${id}.title`, zh: title, where: 'EYE_RULE' }, { key: `eyeRule.${id}.source`, zh: source, where: 'EYE_RULE' }]),
    ...Object.entries(FERTILITY_RULE).flatMap(([id, { title, source }]) => [{ key: `fertilityRule.${id}.title`, zh: title, where: 'FERTILITY_RULE' }, { key: `fertilityRule.${id}.source`, zh: source, where: 'FERTILITY_RULE' }]),
    ...Object.entries(MATERNAL_RULE).flatMap(([id, { title, source }]) => [{ key: `maternalRule.${id}.title`, zh: title, where: 'MATERNAL_RULE' }, { key: `maternalRule.${id}.source`, zh: source, where: 'MATERNAL_RULE' }]),
    ...Object.entries(MATERNAL_CHART_RULE).flatMap(([id, { title, source }]) => [{ key: `maternalChartRule.${id}.title`, zh: title, where: 'MATERNAL_CHART_RULE' }, { key: `maternalChartRule.${id}.source`, zh: source, where: 'MATERNAL_CHART_RULE' }]),
    ...Object.entries(WOMEN_RULE).flatMap(([id, { title, source }]) => [{ key: `womenRule.${id}.title`, zh: title, where: 'WOMEN_RULE' }, { key: `womenRule.${id}.source`, zh: source, where: 'WOMEN_RULE' }]),
    ...[...new Set([RISK_TABLE.source, ...Object.values(COLOUR_DUTY).map(({ source }) => source), ...RISK_TABLE.rows.flatMap(({ source, limitSource }) => [source, limitSource])])].filter(source => source !== '').map(source => ({ key: `riskSource.${source}`, zh: source, where: 'RISK_TABLE' })),
    { key: 'riskCriteria.title', zh: RISK_TABLE.title, where: 'RISK_TABLE' }, { key: 'riskCriteria.region', zh: RISK_TABLE.region, where: 'RISK_TABLE' },
    ...RISK_TABLE.rows.map(({ id, text }) => ({ key: `riskRow.${id}`, zh: text, where: 'RISK_TABLE' })),
    ...Object.entries(INFECTION_RULE).flatMap(([id, { title, source }]) => [{ key: `infectionRule.${id}.title`, zh: title, where: 'INFECTION_RULE' }, { key: `infectionRule.${id}.source`, zh: source, where: 'INFECTION_RULE' }]),
    ...Object.entries(PELVIC_RULE).flatMap(([id, { title, source }]) => [{ key: `pelvicRule.${id}.title`, zh: title, where: 'PELVIC_RULE' }, { key: `pelvicRule.${id}.source`, zh: source, where: 'PELVIC_RULE' }]),
    ...QUESTIONNAIRES.flatMap(({ id, source, items }) => [{ key: `pelvicItem.${id}.source`, zh: source, where: 'QUESTIONNAIRES' }, ...items.map(({ number, topic }) => ({ key: `pelvicItem.${id}.${number}`, zh: topic, where: 'QUESTIONNAIRES' }))]),
    ...Object.entries(VITAL_RULE).flatMap(([id, { title, source }]) => [{ key: `vitalRule.${id}.title`, zh: title, where: 'VITAL_RULE' }, { key: `vitalRule.${id}.source`, zh: source, where: 'VITAL_RULE' }]),
    ...Object.entries(PRENATAL_RULE).flatMap(([id, { title, source }]) => [{ key: `prenatalRule.${id}.title`, zh: title, where: 'PRENATAL_RULE' }, { key: `prenatalRule.${id}.source`, zh: source, where: 'PRENATAL_RULE' }]),
    ...Object.entries(PRENATAL_WINDOW).map(([project, { source }]) => ({ key: `prenatalWindow.${project}.source`, zh: source, where: 'PRENATAL_WINDOW' })),
    ...Object.values(GROWTH_RULES).flatMap(({ id, source, unit }) => [{ key: `growthRule.source.${id}`, zh: source, where: 'GROWTH_RULES' }, ...(/[\u4e00-\u9fff]/.test(unit) ? [{ key: `growthRule.unit.${unit}`, zh: unit, where: 'GROWTH_RULES' }] : [])]),
    ...Object.entries(LATE_RULE_PRESETS).map(([name, { title }]) => ({ key: `latePreset.${name}`, zh: title, where: 'LATE_RULE_PRESETS' })),
  ]
}

/** The English files, by name. */
export function englishFiles(): Map<string, Record<string, string>> {
  const folder = join(root, 'resources/locale/en')
  return new Map(readdirSync(folder).filter(name => name.endsWith('.json')).map(name => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>]))
}

const placesOf = (text: string): string => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(match => match[1] ?? '').filter((name, index, all) => all.indexOf(name) === index).sort().join()

/** Holds sentences against the English files. */
export function compare(sentences: readonly Sentence[], files: ReadonlyMap<string, Readonly<Record<string, string>>>): LocaleReport {
  const byKey = new Map<string, Sentence>()
  const ambiguous: string[] = []
  for (const sentence of sentences) {
    const known = byKey.get(sentence.key)
    if (known && known.zh !== sentence.zh) ambiguous.push(`${sentence.key}: “${known.zh}” (${known.where}) ≠ “${sentence.zh}” (${sentence.where})`)
    else if (!known) byKey.set(sentence.key, sentence)
  }
  const english = new Map<string, string>()
  const wrong: string[] = []
  for (const [file, entries] of files) {
    for (const [key, text] of Object.entries(entries)) {
      if (english.has(key)) wrong.push(`${key}: in ${file} and in another file`)
      english.set(key, text)
      const zh = byKey.get(key)?.zh
      if (zh !== undefined && placesOf(zh) !== placesOf(text)) wrong.push(`${key}: places {{${placesOf(zh)}}} became {{${placesOf(text)}}} (${file})`)
      if (/[\u4e00-\u9fff]/.test(text) && !/[(“]/.test(text)) wrong.push(`${key}: Chinese in the English text (${file})`)
    }
  }
  return {
    missing: [...byKey.values()].filter(({ key }) => !english.has(key)), unused: [...english.keys()].filter(key => !byKey.has(key)), ambiguous, wrong, sentences: byKey.size,
  }
}

/** Every sentence of the program: those written in the code and those that derive from declarations. */
export function programSentences(): Sentence[] {
  // The rights are a table of the same shape, but their key is `permission.…`; they are declared sentences.
  const written = ['domain', 'electron/core', 'renderer'].flatMap(sourcesIn).filter(path => path !== 'domain/access/permission.ts').flatMap(path => sentencesInText(readFileSync(join(root, path), 'utf8'), path))
  return [...written, ...declaredSentences()]
}

/** The whole program's report. */
export const localeReport = (): LocaleReport => compare(programSentences(), englishFiles())

if (process.argv[1] === import.meta.filename) {
  const report = localeReport()
  for (const { key, zh, where } of report.missing) process.stdout.write(`missing  ${key}\t${zh}\t${where}\n`)
  for (const key of report.unused) process.stdout.write(`unused   ${key}\n`)
  for (const line of [...report.ambiguous, ...report.wrong]) process.stdout.write(`wrong    ${line}\n`)
  const faults = report.missing.length + report.unused.length + report.ambiguous.length + report.wrong.length
  process.stderr.write(`${report.sentences} sentences, ${report.missing.length} without English, ${report.unused.length} unused, ${report.ambiguous.length + report.wrong.length} wrong\n`)
  process.exit(faults > 0 ? 1 : 0)
}
