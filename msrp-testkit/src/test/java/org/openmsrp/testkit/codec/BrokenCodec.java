// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

/** The contract against a broken codec; run by {@link BrokenCodecsTest}, not by itself. */
class BrokenCodec implements CodecContract {

  /** Which codec, for the properties that this thread runs: jqwik injects nothing. */
  static final ThreadLocal<CodecUnderTest> CODEC = ThreadLocal.withInitial(OwnCodec::new);

  @Override
  public CodecUnderTest codec() {
    return CODEC.get();
  }
}
