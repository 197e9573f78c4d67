// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

/**
 * What a relay has done so far, and what it holds at present.
 *
 * @param connections open connections
 * @param grants URIs that are valid
 * @param authenticated AUTHs that were granted
 * @param refused AUTHs that were refused, challenges not counted
 * @param sends SENDs that were forwarded
 * @param reports REPORTs that were forwarded
 * @param failureReports REPORTs of the relay's own
 * @param queuedOctets octets that wait to be written
 * @param peakQueuedOctets the most that ever waited for one connection
 */
public record RelayStatistics(
    int connections,
    int grants,
    long authenticated,
    long refused,
    long sends,
    long reports,
    long failureReports,
    long queuedOctets,
    long peakQueuedOctets) {}
