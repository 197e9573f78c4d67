// SPDX-License-Identifier: Apache-2.0

/**
 * The two resolvers of SRV records against a name server that behaves well, badly or not at all.
 */
@NullMarked
package org.openmsrp.integration.dns;

import org.jspecify.annotations.NullMarked;
