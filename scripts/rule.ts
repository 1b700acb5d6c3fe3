// Runs one rule over CSV from standard input: `npm run -s rule -- id-number < in.csv > out.csv`. Input columns the rule
// does not know are passed through in front of its answer, so that a file keeps its own keys, unless the rule says its
// columns are all there are. Options of a rule follow its name: `npm run -s rule -- growth --age actual < in.csv`.
import { CsvError, parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { readOptions, type RuleCommand, type RuleContext, type RuleRow } from '../domain/rule/rule-command.ts'
import { RULE_COMMANDS } from '../domain/rule/rule-commands.ts'
import { dayAt } from '../domain/time/day.ts'

const resources = join(dirname(import.meta.dirname), 'resources')
const [name = '', ...words] = process.argv.slice(2)
const command = RULE_COMMANDS.find(one => one.name === name)

function describe(one: RuleCommand): string {
  const options = Object.entries(one.options ?? {}).map(([option, values]) => `\n\t--${option} ${values.join('|')}`).join('')
  return `${one.name}\t${one.title}\t${one.source}\n\tin:  ${[...one.input, ...(one.optional ?? []).map(column => `[${column}]`)].join(',')}\n\tout: ${one.output.join(',')}${options}`
}

function refuse(text: string): void {
  process.stderr.write(`${text}\n`)
  process.exitCode = 2
}

/** A line that has not the columns of its heading: nothing of it is concluded, since nobody knows which cell is missing. The last column of a rule says what is wrong. */
function wrongWidth(rule: RuleCommand, row: RuleRow, line: number, wanted: number, found: number): RuleRow {
  return { ...rule.hasOwnColumnsOnly ? row : {}, [rule.output.at(-1)!]: `第 ${line} 行有 ${found} 列,标题有 ${wanted} 列,请核对逗号 wrong number of columns` }
}

async function runOverInput(rule: RuleCommand, context: RuleContext): Promise<void> {
  let header: string[] = []
  const parser = parse({
    // A line with a comma too many or too few is answered like any other that cannot be read; the file goes on.
    bom: true, skip_empty_lines: true, relax_column_count: true, info: true,
    columns: (columns: string[]) => {
      header = columns
      const missing = rule.input.filter(column => !columns.includes(column))
      if (missing.length) throw new Error(`缺少列 missing columns: ${missing.join(', ')}`)
      return columns
    },
  })
  await pipeline(process.stdin, parser, async function* (rows: AsyncIterable<{ record: RuleRow; info: { lines: number; error?: { record?: readonly string[] } } }>) {
    let started = false
    for await (const { record: row, info } of rows) {
      const own = rule.hasOwnColumnsOnly ? [] : header.filter(column => !rule.output.includes(column))
      if (!started) yield [...own, ...rule.output]
      started = true
      const answer = info.error ? wrongWidth(rule, row, info.lines, header.length, info.error.record?.length ?? 0) : rule.run(row, context)
      for (const line of Array.isArray(answer) ? answer as readonly RuleRow[] : [answer as RuleRow]) {
        yield [...own.map(column => row[column] ?? ''), ...rule.output.map(column => line[column] ?? '')]
      }
    }
    if (!started) yield rule.output
  }, stringify(), process.stdout)
}

if (name === '--list' || name === '') {
  process.stdout.write(`${RULE_COMMANDS.map(describe).join('\n')}\n`)
} else if (!command) {
  refuse(`没有名为“${name}”的规则。There is no such rule. --list names them.`)
} else {
  const options = readOptions(command, words)
  if (!options) refuse(`选项无法识别 unknown option: ${words.join(' ')}\n${describe(command)}`)
  else {
    try {
      await runOverInput(command, { today: dayAt(Date.now()), read: path => readFileSync(join(resources, path), 'utf8'), options })
    } catch (error) {
      refuse(error instanceof CsvError ? `文件格式有误,没有读完,请核对引号 the file could not be read to its end: ${error.message}` : error instanceof Error ? error.message : String(error))
    }
  }
}
