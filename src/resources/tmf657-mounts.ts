/** Base paths of the versions of TMF657, by dialect, the canonical one first. Source: TMF657. */
export const tmf657Mounts = {
  v4: ['/tmf-api/serviceQualityManagement/v4'],
  v2: ['/tmf-api/serviceQualityManagement/v2', '/serviceQualityManagement/v2'],
  legacy: ['/tmf-api/serviceQualityManagement'],
} as const;
