// Writes docs/data-dictionary.md from the record definitions; a test holds the committed file against them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RECORDS } from '../domain/modules/index.ts'
import { dictionaryMarkdown } from '../domain/record/derive/dictionary.ts'

const path = join(dirname(import.meta.dirname), 'docs', 'data-dictionary.md')
mkdirSync(dirname(path), { recursive: true })
writeFileSync(path, dictionaryMarkdown(RECORDS))
process.stdout.write(`${path}\n`)
