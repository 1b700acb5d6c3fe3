import * as autism from './child-autism.ts'
import * as check from './child-check.ts'
import * as death from './child-death.ts'
import * as file from './child-file.ts'
import * as entrance from './child-entrance.ts'
import * as highRisk from './child-high-risk.ts'
import * as national from './child-national.ts'
import * as newborn from './child-newborn-visit.ts'
import * as nutrition from './child-nutrition.ts'
import * as reminder from './child-reminder.ts'
import * as screening from './child-screening.ts'
import * as warningSign from './child-warning-sign.ts'
import type { CodeTable } from './code-table.ts'

// These files export nothing but their tables, so that a new table cannot be forgotten here.
/** Every code table of the child health clinic. */
export const CHILD_CODE_TABLES: readonly CodeTable[] = [newborn, check, national, warningSign, autism, highRisk, nutrition, screening, entrance, death, reminder, file].flatMap(file => Object.values<CodeTable>(file))
