package cloud.dispatcher.pinger;

import java.time.Duration;

/**
 * What the judge goes by.
 *
 * @param misses so many in a row, and a server is DOWN
 * @param answers so many in a row, and it is UP
 * @param patience how long a server may stay silent that has just begun to run
 */
record Rules(int misses, int answers, Duration patience) {}
