import { BLANK_STATE, CERTIFICATE_EDITION, COLLECTOR_RELATION, EXCHANGE_REASON, ISSUE_TYPE, PRINT_RESULT, RETURNED_PARTS, SECOND_PART_DESTINATION, VOID_REASON } from './certificate.ts'
import { CHILD_CODE_TABLES } from './child-tables.ts'
import { ATTENDANT_TYPE, BIRTH_PLACE_TYPE, DELIVERY_MODE, DELIVERY_OUTCOME, MARITAL_STATUS, NEWBORN_HEALTH } from './delivery.ts'
import { ETHNIC_GROUP } from './ethnic-group.ts'
import * as infection from './infection.ts'
import * as vital from './vital.ts'
import * as eyeCheck from './eye-check.ts'
import { EYE_DEVICE_STATE } from './eye-device.ts'
import { ID_DOCUMENT_TYPE, NO_DOCUMENT_REASON, OTHER_DOCUMENT_TYPE } from './id-document-type.ts'
import { IDENTITY_METHOD, IDENTITY_SUBJECT } from './identity-check.ts'
import { CERTIFICATE_ROLE, INSTITUTION_LEVEL } from './institution.ts'
import { DNA_REASON, MATERIAL } from './material.ts'
import { DIAGNOSIS_ANSWER, HEREDITARY_HISTORY, PREGNANCY_OUTCOME, RESCUE_OUTCOME, RISK_COLOUR, RISK_FINDING, RISK_GROUP, RISK_MEASURE, SCREENING_SCHEME, TRANSFER_JUDGEMENT } from './maternal-risk.ts'
import * as fertility from './fertility.ts'
import * as maternalCare from './maternal-care.ts'
import * as maternalVisit from './maternal-visit.ts'
import { NATIONALITY } from './nationality.ts'
import * as nationalCare from './national-care.ts'
import * as pelvic from './pelvic.ts'
import * as pelvicCare from './pelvic-care.ts'
import * as prenatal from './prenatal.ts'
import * as prenatalGene from './prenatal-gene.ts'
import * as riskCare from './risk-care.ts'
import * as prenatalRecord from './prenatal-record.ts'
import { PROVINCE } from './province.ts'
import { REFERRAL_DIRECTION, REFERRAL_STATE } from './referral.ts'
import { LOSS_DECLARATION, LOSS_REASON, PARENT_ABSENCE, REPLACEMENT_KIND, REPLACEMENT_MATERIAL, REPLACEMENT_STATE } from './replacement.ts'
import { SEX } from './sex.ts'
import { BLANK_REQUEST, DESTRUCTION_METHOD, LOSS_KIND, STOCK_SLIP } from './stock.ts'
import { STOCKTAKE_STATE } from './stocktake.ts'
import { VISUAL_ACUITY } from './visual-acuity.ts'
import * as womenCare from './women-care.ts'
import type { CodeTable } from './code-table.ts'

/** Every code table of the program: for the data dictionary, the export check and the tests. */
export const CODE_TABLES: readonly CodeTable[] = [
  SEX, ETHNIC_GROUP, NATIONALITY, PROVINCE, ID_DOCUMENT_TYPE, OTHER_DOCUMENT_TYPE, NO_DOCUMENT_REASON, MARITAL_STATUS,
  BIRTH_PLACE_TYPE, DELIVERY_MODE, DELIVERY_OUTCOME, NEWBORN_HEALTH, ATTENDANT_TYPE,
  ISSUE_TYPE, COLLECTOR_RELATION, BLANK_STATE, VOID_REASON, EXCHANGE_REASON, RETURNED_PARTS, SECOND_PART_DESTINATION,
  REPLACEMENT_KIND, REPLACEMENT_STATE, REPLACEMENT_MATERIAL, LOSS_REASON, LOSS_DECLARATION, PARENT_ABSENCE,
  PRINT_RESULT, CERTIFICATE_EDITION, MATERIAL, DNA_REASON, REFERRAL_STATE, REFERRAL_DIRECTION, INSTITUTION_LEVEL, CERTIFICATE_ROLE,
  IDENTITY_SUBJECT, IDENTITY_METHOD, RISK_COLOUR, RISK_GROUP, RISK_MEASURE, RISK_FINDING, RESCUE_OUTCOME, TRANSFER_JUDGEMENT, SCREENING_SCHEME, HEREDITARY_HISTORY, DIAGNOSIS_ANSWER, PREGNANCY_OUTCOME,
  STOCK_SLIP, BLANK_REQUEST, LOSS_KIND, DESTRUCTION_METHOD, STOCKTAKE_STATE,
  ...CHILD_CODE_TABLES,
  ...Object.values<CodeTable>(infection), ...Object.values(vital).filter(one => typeof one !== 'function') as unknown as CodeTable[],
  // These files export nothing but their tables.
  ...Object.values<CodeTable>(riskCare),
  ...Object.values<CodeTable>(womenCare),
  ...[eyeCheck, maternalCare, maternalVisit, nationalCare, prenatal, prenatalGene, prenatalRecord, fertility, pelvic, pelvicCare].flatMap(file => Object.values<CodeTable>(file)), EYE_DEVICE_STATE, VISUAL_ACUITY,
]
