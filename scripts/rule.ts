// Runs one rule over CSV from standard input: `npm run -s rule -- id-number < in.csv > out.csv`. Input columns the rule
// does not know are passed through in front of its answer, so that a file keeps its own keys.
import { parse } from 'csv-parse'
import { stringify } from 'csv-stringify'
import { pipeline } from 'node:stream/promises'
import { RULE_COMMANDS } from '../domain/rule/rule-commands.ts'
import { dayAt } from '../domain/time/day.ts'

const [name = ''] = process.argv.slice(2)
const command = RULE_COMMANDS.find(one => one.name === name)

function list(): string {
  return RULE_COMMANDS.map(one => `${one.name}\t${one.title}\t${one.source}\n\tin:  ${one.input.join(',')}\n\tout: ${one.output.join(',')}`).join('\n')
}

if (name === '--list' || name === '') {
  process.stdout.write(`${list()}\n`)
} else if (!command) {
  process.stderr.write(`没有名为“${name}”的规则。There is no such rule. --list names them.\n`)
  process.exitCode = 2
} else {
  const today = dayAt(Date.now())
  let header: string[] = []
  const parser = parse({
    bom: true, skip_empty_lines: true,
    columns: (columns: string[]) => {
      header = columns
      const missing = command.input.filter(column => !columns.includes(column))
      if (missing.length) throw new Error(`缺少列 missing columns: ${missing.join(', ')}`)
      return columns
    },
  })
  try {
    await pipeline(process.stdin, parser, async function* (rows: AsyncIterable<Record<string, string>>) {
      let started = false
      for await (const row of rows) {
        const own = header.filter(column => !command.output.includes(column))
        if (!started) yield [...own, ...command.output]
        started = true
        const answer = command.run(row, today)
        yield [...own.map(column => row[column] ?? ''), ...command.output.map(column => answer[column] ?? '')]
      }
      if (!started) yield command.output
    }, stringify(), process.stdout)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 2
  }
}
