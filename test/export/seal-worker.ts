import { parentPort, workerData } from 'node:worker_threads'
import { birthCertDataset } from '../../domain/export/datasets/index.ts'
import { withRowHash } from '../../electron/core/export/seal/digest.ts'
import { sealPackage } from '../../electron/core/export/seal/seal-package.ts'
import { createFolderSink } from '../../electron/core/export/seal/sink.ts'
import { importPrivateKeyPem, importPublicKeyPem } from '../../electron/core/export/seal/sm2-key.ts'
import { certificateRow, countingRandom, HEADER } from './sample-rows.ts'

const { folder, rows, signer, recipient } = workerData as { folder: string; rows: number; signer: string; recipient: string }

function* certificates() {
  for (let index = 1; index <= rows; index++) yield withRowHash(certificateRow(index))
}

await sealPackage(
  {
    header: HEADER, datasets: [{ dataset: birthCertDataset, rows: certificates() }], findings: [], signingKey: importPrivateKeyPem(signer),
    recipientPublicKey: importPublicKeyPem(recipient), clock: { nowMs: () => Date.UTC(2026, 10, 2) }, packageId: '01930000-0000-7000-8000-000000000002', randomBytes: countingRandom(1),
  },
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port has no origin
  { sink: createFolderSink(folder), onProgress: (progress) => parentPort!.postMessage(progress) },
)
