// SPDX-License-Identifier: Apache-2.0
/**
 * Digest authentication as RFC 4976 §9.1 uses it (RFC 2617, RFC 7616): values of the headers and
 * the arithmetic, shared by the relay client and relays.
 */
@NullMarked
package org.openmsrp.domain.auth;

import org.jspecify.annotations.NullMarked;
