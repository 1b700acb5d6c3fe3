const KERATOMETER_INDEX = 337.5

/** Corneal radius in mm of a power in dioptres: 337.5 / K (§6.5; case E-20). */
export const cornealRadiusMm = (powerD: number): number => KERATOMETER_INDEX / powerD

/** AL/CR of one eye; above 3.0 it raises suspicion of myopia (§6.5 [K]; case E-20). */
export const axialRatio = (axialLengthMm: number, radiusMm: number): number => axialLengthMm / radiusMm
