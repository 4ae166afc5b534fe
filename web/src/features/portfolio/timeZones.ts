/** Every time zone this browser knows by name. */
export function timeZones(): { value: string; label: string }[] {
  return [...new Set(["UTC", timeZoneHere(), ...Intl.supportedValuesOf("timeZone")])]
    .toSorted()
    .map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}

export const timeZoneHere = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
