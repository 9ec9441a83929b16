"""What build_installer.py makes a package of: our files, the wheels, the parts of Qt in use."""
