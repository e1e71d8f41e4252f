"""What every provider must promise, as suites for pytest: a package that adds one runs them on its own.

    # test_acme.py of the package
    import pytest
    from acme_voice import AcmeVoice
    from receptionist.contracts import VoiceContract

    class TestAcmeVoice(VoiceContract):
        @pytest.fixture
        def voice(self):
            return AcmeVoice(key="...")

Our own providers are held to the same ones. They speak with the provider as it is set up there: the real one, or a stand-in.
"""

from receptionist.contracts.ears import TranscriberContract as TranscriberContract
from receptionist.contracts.fluent_voice import FluentVoiceContract as FluentVoiceContract
from receptionist.contracts.live_ears import LiveEarsContract as LiveEarsContract
from receptionist.contracts.mind import LanguageModelContract as LanguageModelContract
from receptionist.contracts.mouth import VoiceContract as VoiceContract
