/** Where the reader's device is. */

const ASKING = { maximumAge: 600_000, timeout: 20_000 };

/** Whether the device's owner has agreed already. */
export async function mayAsk() {
  try {
    return (await navigator.permissions.query({ name: "geolocation" })).state === "granted";
  } catch {
    return false;
  }
}

/** The device's position, { lat, lon }, after its owner has agreed; null where it is not told. */
export function whereAmI() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) {
      resolve(null);
      return;
    }
    const found = ({ coords: { latitude, longitude } }) => resolve({ lat: latitude, lon: longitude });
    navigator.geolocation.getCurrentPosition(found, () => resolve(null), ASKING);
  });
}
