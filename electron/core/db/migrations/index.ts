import type { Migration } from '../migrate.ts'
import { migration as core } from './0010-core.ts'
import { migration as people } from './0020-people.ts'
import { migration as birth } from './0030-birth.ts'
import { migration as certificate } from './0040-certificate.ts'
import { migration as referral } from './0050-referral.ts'
import { migration as exportPackage } from './0060-export.ts'
import { migration as stock } from './0070-stock.ts'
import { migration as stocktake } from './0080-stocktake.ts'
import { migration as replacement } from './0090-replacement.ts'
import { migration as printing } from './0100-printing.ts'
import { migration as annual } from './0110-annual.ts'
import { migration as reconciliation } from './0120-reconciliation.ts'
import { migration as maternalReferral } from './0130-maternal-referral.ts'
import { migration as identityCheck } from './0140-identity-check.ts'
import { migration as parentCheck } from './0150-parent-check.ts'

/** In order of version. A released migration is never edited or renumbered. */
export const migrations: readonly Migration[] = [core, people, birth, certificate, referral, exportPackage, stock, stocktake, replacement, printing, annual, reconciliation, maternalReferral, identityCheck, parentCheck]
